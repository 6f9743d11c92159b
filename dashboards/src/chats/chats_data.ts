// What an agent's chats hold, and how each piece of news changes it. Pure: a change gives a new value and leaves the old alone.
import type { ChatSummary, Message } from '../lib/wire';
import type { Outgoing } from './outgoing_data';

export interface ChatTab {
  summary: ChatSummary;
  /** In the order of their seq, each once. */
  messages: readonly Message[];
  outgoing: readonly Outgoing[];
  /** The last seq that has been in view. */
  read: number;
  draft: string;
  /** What was begun when one turned to bettering a message. */
  aside: string;
  /** What is written now is for colleagues only. */
  whisper: boolean;
  /** The message whose better words stand in the composer. */
  editing: number | null;
  /** `text`: what stands in the visitor's composer, where the site shows it. */
  typing: { name: string; until: number; text: string | null } | null;
  loaded: boolean;
}

/** In the order in which the tabs stand. */
export type Chats = ReadonlyMap<string, ChatTab>;

export const NO_CHATS: Chats = new Map();
/** "is typing" goes by itself when no more news of it comes. */
const TYPING_FOR = 6_000;

export const change = (chats: Chats, id: string, step: (tab: ChatTab) => ChatTab): Chats => {
  const tab = chats.get(id);
  return tab ? new Map(chats).set(id, step(tab)) : chats;
};

export function without(chats: Chats, id: string): Chats {
  if (!chats.has(id)) return chats;
  const rest = new Map(chats);
  rest.delete(id);
  return rest;
}

const opened = (summary: ChatSummary): ChatTab => ({
  summary, messages: [], outgoing: [], read: summary.read_seq, draft: '', aside: '', whisper: false, editing: null, typing: null, loaded: false,
});

export const isGuest = (summary: ChatSummary, me: string): boolean => summary.guests.some((guest) => guest.id === me);

const isIn = (summary: ChatSummary, me: string): boolean => summary.agent?.id === me || isGuest(summary, me);

/**
 * A tab is for what rings here, for one's own, and for where one is a guest; a chat taken by somebody else, declined or missed leaves
 * by itself. An ended one is shown when it is asked for, or while its tab is still there.
 */
export function summarised(chats: Chats, summary: ChatSummary, me: string, asked = false): Chats {
  const tab = chats.get(summary.id);
  const stays = summary.state === 'ringing' ? summary.rings : isIn(summary, me) && (summary.state === 'active' || tab !== undefined || asked);
  if (!stays) return tab ? without(chats, summary.id) : chats;
  return new Map(chats).set(summary.id, tab ? { ...tab, summary, read: Math.max(tab.read, summary.read_seq) } : opened(summary));
}

/** After a reconnection: what the server lists is so; a chat it no longer lists has gone elsewhere, unless it ended here. */
export function listed(chats: Chats, summaries: readonly ChatSummary[], me: string): Chats {
  const there = new Set(summaries.map((one) => one.id));
  const gone = [...chats.values()].filter((tab) => tab.summary.state === 'ringing' && !there.has(tab.summary.id));
  const left = gone.reduce((all, tab) => without(all, tab.summary.id), chats);
  return summaries.reduce((all, summary) => summarised(all, summary, me), left);
}

/** The news may come late, twice or in the wrong order: seq alone decides where a message stands. */
export function merged(before: readonly Message[], news: readonly Message[]): Message[] {
  const bySeq = new Map(before.map((message) => [message.seq, message]));
  for (const message of news) bySeq.set(message.seq, message);
  return [...bySeq.values()].sort((a, b) => a.seq - b.seq);
}

export function received(chats: Chats, id: string, news: readonly Message[]): Chats {
  const mine = new Set(news.map((message) => message.client_id));
  return change(chats, id, (tab) => ({
    ...tab,
    messages: merged(tab.messages, news),
    outgoing: tab.outgoing.filter((one) => !mine.has(one.client_id)),
    typing: news.some((message) => message.from === 'visitor') ? null : tab.typing,
  }));
}

export const historyCame = (chats: Chats, id: string, news: readonly Message[]): Chats =>
  change(received(chats, id, news), id, (tab) => ({ ...tab, loaded: true }));

export const drafted = (chats: Chats, id: string, draft: string): Chats => change(chats, id, (tab) => ({ ...tab, draft }));

export const whispering = (chats: Chats, id: string, whisper: boolean): Chats => change(chats, id, (tab) => ({ ...tab, whisper }));

/** Begins to better a message, or gives it up (null): what was begun before comes back. */
export const bettering = (chats: Chats, id: string, one: Message | null): Chats =>
  change(chats, id, (tab) => (one
    ? { ...tab, editing: one.seq, draft: one.text, aside: tab.editing === null ? tab.draft : tab.aside }
    : { ...tab, editing: null, draft: tab.aside, aside: '' }));

export const typingCame = (chats: Chats, id: string, name: string, text: string | null, now: number): Chats =>
  change(chats, id, (tab) => ({ ...tab, typing: { name, text, until: now + TYPING_FOR } }));

export const lastSeq = (tab: ChatTab): number => tab.messages.at(-1)?.seq ?? 0;

/** The last seq up to which nothing is missing: what to ask for is whatever came after it. */
export function completeUpTo(tab: ChatTab): number {
  let seq = 0;
  for (const message of tab.messages) {
    if (message.seq !== seq + 1) break;
    seq = message.seq;
  }
  return seq;
}

export const hasGap = (tab: ChatTab): boolean => tab.loaded && completeUpTo(tab) < lastSeq(tab);

export const seen = (chats: Chats, id: string): Chats =>
  change(chats, id, (tab) => (tab.read >= lastSeq(tab) ? tab : { ...tab, read: lastSeq(tab) }));

/** Words to this agent: the visitor's, and a colleague's whispers. */
export const isToMe = ({ from, whisper, agent }: Message, me: string): boolean => from === 'visitor' || (from === 'agent' && whisper && agent !== me);

/** Those that have not been in view. */
export const unreadIn = (tab: ChatTab, me = ''): number =>
  tab.summary.state === 'ringing' ? 0 : tab.messages.filter((one) => one.seq > tab.read && isToMe(one, me)).length;

export const isRinging = (tab: ChatTab): boolean => tab.summary.state === 'ringing';

/** What waits for the agent: words not read yet, and chats that ring. */
export const waiting = (chats: Chats, me = ''): number =>
  [...chats.values()].reduce((sum, tab) => sum + (isRinging(tab) ? 1 : unreadIn(tab, me)), 0);

/** Own chats that go on: what counts against the capacity. */
export const activeOf = (chats: Chats, me: string): number =>
  [...chats.values()].filter((tab) => tab.summary.state === 'active' && tab.summary.agent?.id === me).length;

export const firstRinging = (chats: Chats): ChatTab | null => [...chats.values()].find(isRinging) ?? null;

/** The last thing I said, while it is the last word of mine and may still be bettered. */
export function ownLast(tab: ChatTab, me: string): Message | null {
  const last = tab.messages.findLast((one) => one.from === 'agent' && one.agent === me);
  return last && !last.deleted && tab.summary.state === 'active' ? last : null;
}
