// The tab bar: what asks stands first, then one's chats, then the rooms between agents. Pure.
import type { Offer } from '../lib/wire_desk';
import { isRinging } from './chats_data';
import type { Chats, ChatTab } from './chats_data';
import { openOnes, roomAddress } from './rooms_data';
import type { Rooms, RoomTab } from './rooms_data';

export type Tab =
  | { is: 'ringing'; address: string; chat: ChatTab }
  | { is: 'offer'; address: string; offer: Offer }
  | { is: 'chat'; address: string; chat: ChatTab }
  | { is: 'room'; address: string; room: RoomTab };

/** `ending`: chats closed a moment ago, whose ending may still be undone. */
export function tabsOf(chats: Chats, offers: readonly Offer[], rooms: Rooms, ending: ReadonlySet<string>): Tab[] {
  const since = ({ summary }: ChatTab) => summary.accepted ?? summary.started;
  const all = [...chats.values()].filter((chat) => !ending.has(chat.summary.id)).sort((a, b) => since(a) - since(b));
  return [
    ...all.filter(isRinging).map((chat): Tab => ({ is: 'ringing', address: chat.summary.id, chat })),
    ...offers.map((offer): Tab => ({ is: 'offer', address: offer.chat, offer })),
    ...all.filter((chat) => !isRinging(chat)).map((chat): Tab => ({ is: 'chat', address: chat.summary.id, chat })),
    ...openOnes(rooms).map((room): Tab => ({ is: 'room', address: roomAddress(room.room.id), room })),
  ];
}

/** The tab beside this one, round the end; of those that ask only their answer can open. */
export function beside(tabs: readonly Tab[], address: string | null, step: 1 | -1): string | null {
  const open = tabs.filter((tab) => tab.is === 'chat' || tab.is === 'room').map((tab) => tab.address);
  if (open.length === 0) return null;
  const at = address === null ? -1 : open.indexOf(address);
  return open[(Math.max(at, step === 1 ? -1 : 0) + step + open.length) % open.length] ?? null;
}

/** "2 chats, 1 ringing". */
export function countWords(tabs: readonly Tab[]): string {
  const of = (is: Tab['is']) => tabs.filter((tab) => tab.is === is).length;
  const chats = of('chat') && `${of('chat')} ${of('chat') === 1 ? 'chat' : 'chats'}`;
  return [chats, of('ringing') && `${of('ringing')} ringing`, of('offer') && `${of('offer')} offered`].filter(Boolean).join(', ') || 'No chats';
}
