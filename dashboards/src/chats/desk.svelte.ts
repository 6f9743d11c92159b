// The chat desk as a whole: everything live of it begins and stops together. Only for who converses.
import { get } from 'svelte/store';
import { bindKeys } from '../lib/keys';
import { go } from '../lib/route';
import type { AgentName } from '../lib/wire';
import { watchIdle } from '../session/idle';
import { may, session, setStatus } from '../session/session';
import { agentRooms } from './agent_rooms.svelte';
import { room } from './chats_room.svelte';
import { colleagues } from './colleagues.svelte';
import { acceptFirst, declineFirst } from './deeds';
import { endings } from './ending.svelte';
import { offers } from './offers.svelte';

class Desk {
  /** For the rail's badge, the title and the favicon: what rings, is offered, or has not been read. */
  readonly waiting = $derived.by(() => room.waiting + offers.incoming.length + agentRooms.waiting);
}

export const desk = new Desk();

/** Called once, when the agent is signed in. Gives back how to stop. */
export function startDesk(me: AgentName): () => void {
  if (!may(get(session), 'converse')) return () => undefined;
  const offs = [
    room.start(me), offers.start(), colleagues.start(), agentRooms.start(), endings.start(), watchIdle(),
    bindKeys([
      { keys: 'a', what: 'Accept the ringing chat, or what is offered', act: () => void acceptFirst() },
      { keys: 'g a', what: 'Go to past chats', act: () => go({ room: 'chats', chat: 'all', item: null, visitor: null }) },
      { keys: '', what: 'Status: online', act: () => void setStatus('online') },
      { keys: '', what: 'Status: away', act: () => void setStatus('away') },
      { keys: 'x', what: 'Decline the ringing chat, or what is offered', act: () => void declineFirst() },
    ]),
  ];
  return () => offs.forEach((off) => off());
}
