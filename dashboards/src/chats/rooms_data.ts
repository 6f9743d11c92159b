// Rooms between agents: one with each colleague spoken to, one a department. Pure.
import type { AgentRoom, RoomMessage } from '../lib/wire_desk';

export interface RoomTab {
  room: AgentRoom;
  messages: readonly RoomMessage[];
  outgoing: readonly { client_id: string; text: string; at: number }[];
  read: number;
  draft: string;
  loaded: boolean;
  /** Has a tab: opened here, or with words not read yet. */
  open: boolean;
}

export type Rooms = ReadonlyMap<string, RoomTab>;

export const NO_ROOMS: Rooms = new Map();

/** In an address a room's id has this before it, so that it is never taken for a chat's. */
const MARK = '~';
export const roomAddress = (id: string): string => `${MARK}${id}`;
export const roomIn = (address: string | null): string | null => (address?.startsWith(MARK) ? address.slice(1) : null);

const change = (rooms: Rooms, id: string, step: (tab: RoomTab) => RoomTab): Rooms => {
  const tab = rooms.get(id);
  return tab ? new Map(rooms).set(id, step(tab)) : rooms;
};

export const unreadIn = (tab: RoomTab): number => Math.max(0, tab.room.last_seq - tab.read);

/** `begun`: what was being written in it before the page was loaded anew. */
export function roomCame(rooms: Rooms, room: AgentRoom, begun = ''): Rooms {
  const before = rooms.get(room.id);
  const read = Math.max(before?.read ?? 0, room.read_seq);
  const tab = before ?? { room, messages: [], outgoing: [], read, draft: begun, loaded: false, open: begun !== '' };
  const next = { ...tab, room, read };
  return new Map(rooms).set(room.id, { ...next, open: next.open || unreadIn(next) > 0 });
}

export function said(rooms: Rooms, news: readonly RoomMessage[], me: string): Rooms {
  return news.reduce((all, message) => change(all, message.room, (tab) => heard(tab, message, me)), rooms);
}

function heard(tab: RoomTab, message: RoomMessage, me: string): RoomTab {
  const bySeq = new Map(tab.messages.map((one) => [one.seq, one])).set(message.seq, message);
  const last = message.seq > tab.room.last_seq;
  const room = last ? { ...tab.room, last_seq: message.seq, last_text: message.text, last_at: message.at } : tab.room;
  const own = message.agent === me && last && tab.read === tab.room.last_seq;
  return {
    ...tab, room,
    messages: [...bySeq.values()].sort((a, b) => a.seq - b.seq),
    outgoing: tab.outgoing.filter((one) => one.client_id !== message.client_id),
    read: own ? message.seq : tab.read,
    open: tab.open || (last && !own),
  };
}

export const saying = (rooms: Rooms, id: string, one: { client_id: string; text: string; at: number }): Rooms =>
  change(rooms, id, (tab) => ({ ...tab, outgoing: [...tab.outgoing, one], draft: '' }));

/** Refused: the words go back into the composer, before what is written there by now. */
export const refused = (rooms: Rooms, clientId: string): Rooms =>
  new Map([...rooms].map(([id, tab]) => {
    const one = tab.outgoing.find((each) => each.client_id === clientId);
    return [id, one ? { ...tab, outgoing: tab.outgoing.filter((each) => each !== one), draft: [one.text, tab.draft].filter(Boolean).join('\n') } : tab];
  }));

export const drafted = (rooms: Rooms, id: string, draft: string): Rooms => change(rooms, id, (tab) => ({ ...tab, draft }));
export const loaded = (rooms: Rooms, id: string): Rooms => change(rooms, id, (tab) => ({ ...tab, loaded: true }));
export const opened = (rooms: Rooms, id: string, open: boolean): Rooms => change(rooms, id, (tab) => ({ ...tab, open }));
export const seen = (rooms: Rooms, id: string): Rooms => change(rooms, id, (tab) => ({ ...tab, read: Math.max(tab.read, tab.room.last_seq) }));

export const openOnes = (rooms: Rooms): RoomTab[] => [...rooms.values()].filter((tab) => tab.open);
export const waiting = (rooms: Rooms): number => [...rooms.values()].reduce((sum, tab) => sum + unreadIn(tab), 0);
