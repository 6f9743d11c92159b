// What can be done with an open chat, for the bar, its menu and the keyboard.
import ArrowRightLeft from '@lucide/svelte/icons/arrow-right-left';
import Ban from '@lucide/svelte/icons/ban';
import Link from '@lucide/svelte/icons/link';
import LogOut from '@lucide/svelte/icons/log-out';
import UserRoundPlus from '@lucide/svelte/icons/user-round-plus';
import X from '@lucide/svelte/icons/x';
import type { ChatSummary } from '../lib/wire';

export type Asking = 'transfer' | 'join' | 'link' | 'block' | 'email' | 'keep' | null;

export interface ChatAction {
  word: string;
  Icon: typeof X;
  keys: string | null;
  act: () => void;
  danger?: true;
}

interface Acts {
  ask: (what: Asking) => void;
  leave: () => void;
  end: () => void;
}

/** A guest may leave the room and send a link; the rest is for the chat's own agent. */
export function actionsOf(chat: ChatSummary, me: string, { ask, leave, end }: Acts): ChatAction[] {
  if (chat.state !== 'active') return [];
  const link: ChatAction = { word: 'Send link', Icon: Link, keys: null, act: () => ask('link') };
  const out: ChatAction = { word: 'Leave', Icon: LogOut, keys: 'l', act: leave };
  if (chat.agent?.id !== me) return [link, out];
  return [
    { word: 'Transfer', Icon: ArrowRightLeft, keys: 't', act: () => ask('transfer') },
    { word: 'Bring in', Icon: UserRoundPlus, keys: null, act: () => ask('join') },
    link,
    out,
    { word: 'Block', Icon: Ban, keys: null, act: () => ask('block') },
    { word: 'End chat', Icon: X, keys: 'x', act: end },
  ];
}
