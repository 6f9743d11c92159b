// What an agent's chats hold, and how each piece of news changes it. Pure: a change gives a new value and leaves the old alone.
import type { ChatSummary, Message } from '../lib/wire';

/** Something the agent said that the server has not acknowledged yet. */
export interface Outgoing {
  client_id: string;
  text: string;
  at: number;
  /** Why the server would not take it, in its words; null while it is on its way. */
  refused: string | null;
}

export interface ChatTab {
  summary: ChatSummary;
  /** In the order of their seq, each once. */
  messages: readonly Message[];
  outgoing: readonly Outgoing[];
  /** The last seq that has been in view. */
  read: number;
  draft: string;
  typing: { name: string; until: number } | null;
  loaded: boolean;
}

/** In the order in which the tabs stand. */
export type Chats = ReadonlyMap<string, ChatTab>;

export const NO_CHATS: Chats = new Map();
/** "is typing" goes by itself when no more news of it comes. */
const TYPING_FOR = 6_000;

const change = (chats: Chats, id: string, step: (tab: ChatTab) => ChatTab): Chats => {
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
  summary, messages: [], outgoing: [], read: summary.read_seq, draft: '', typing: null, loaded: false,
});

/**
 * A tab is for what rings and for one's own; a chat taken by somebody else, or missed, leaves by itself.
 * An ended one is shown when it is asked for, or while its tab is still there.
 */
export function summarised(chats: Chats, summary: ChatSummary, me: string, asked = false): Chats {
  const tab = chats.get(summary.id);
  const mine = summary.agent?.id === me;
  const stays = summary.state === 'ringing' || (mine && (summary.state === 'active' || tab !== undefined || asked));
  if (!stays) return tab ? without(chats, summary.id) : chats;
  return new Map(chats).set(summary.id, tab ? { ...tab, summary, read: Math.max(tab.read, summary.read_seq) } : opened(summary));
}

/** After a reconnection: what the server lists is so; a ringing chat it no longer lists has gone elsewhere. */
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

export const said = (chats: Chats, id: string, outgoing: Outgoing): Chats =>
  change(chats, id, (tab) => ({ ...tab, outgoing: [...tab.outgoing, outgoing], draft: '' }));

/** Stored: what was on its way becomes a message like any other. */
export function acknowledged(chats: Chats, ack: { chat: string; client_id: string; seq: number }, me: { id: string; name: string }): Chats {
  const one = chats.get(ack.chat)?.outgoing.find((each) => each.client_id === ack.client_id);
  if (!one) return chats;
  const { client_id, text, at } = one;
  const message: Message = { chat: ack.chat, seq: ack.seq, from: 'agent', agent: me.id, name: me.name, text, at, client_id };
  return received(chats, ack.chat, [message]);
}

/** A refusal names only what was said; the tab it was said in is looked up. */
export function refused(chats: Chats, clientId: string, why: string): Chats {
  const mark = (one: Outgoing) => (one.client_id === clientId ? { ...one, refused: why } : one);
  return new Map([...chats].map(([id, tab]) => [id, { ...tab, outgoing: tab.outgoing.map(mark) }]));
}

export const givenUp = (chats: Chats, id: string, clientId: string): Chats =>
  change(chats, id, (tab) => ({ ...tab, outgoing: tab.outgoing.filter((one) => one.client_id !== clientId) }));

/** Everything to be said again after a reconnection: the server takes each client_id once, so saying it twice is safe. */
export const unsaid = (chats: Chats): { chat: string; outgoing: Outgoing }[] =>
  [...chats].flatMap(([chat, tab]) => tab.outgoing.filter((one) => one.refused === null).map((outgoing) => ({ chat, outgoing })));

export const drafted = (chats: Chats, id: string, draft: string): Chats => change(chats, id, (tab) => ({ ...tab, draft }));

export const typingCame = (chats: Chats, id: string, name: string, now: number): Chats =>
  change(chats, id, (tab) => ({ ...tab, typing: { name, until: now + TYPING_FOR } }));

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

export const unreadIn = (tab: ChatTab): number =>
  tab.summary.state !== 'active' ? 0 : tab.messages.filter((message) => message.from === 'visitor' && message.seq > tab.read).length;

export const isRinging = (tab: ChatTab): boolean => tab.summary.state === 'ringing';

/** What waits for the agent: words not read yet, and chats that ring. */
export const waiting = (chats: Chats): number =>
  [...chats.values()].reduce((sum, tab) => sum + (isRinging(tab) ? 1 : unreadIn(tab)), 0);

/** The tab beside this one, round the end; of the ringing ones only Accept can open. */
export function beside(chats: Chats, id: string | null, step: 1 | -1): string | null {
  const open = [...chats.values()].filter((tab) => !isRinging(tab)).map((tab) => tab.summary.id);
  if (open.length === 0) return null;
  const at = id === null ? -1 : open.indexOf(id);
  return open[(at + step + open.length) % open.length] ?? null;
}

export const firstRinging = (chats: Chats): ChatTab | null => [...chats.values()].find(isRinging) ?? null;
