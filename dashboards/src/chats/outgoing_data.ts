// What the agent has said and the server has not stored yet: shown at once, said again after a reconnection, given back when refused. Pure.
import type { Message } from '../lib/wire';
import type { DeskSaid } from '../lib/wire_desk';
import { change, received } from './chats_data';
import type { Chats } from './chats_data';

export interface Outgoing {
  client_id: string;
  /** What stands in the transcript until it is stored. */
  text: string;
  at: number;
  whisper: boolean;
  /** A canned response's id, an address, or a file on its way (how much of it is there, 0 to 1). */
  as: { is: 'text' } | { is: 'canned'; id: string } | { is: 'link' } | { is: 'file'; size: number; sent: number };
  /** Why the server would not take it, in its words; null while it is on its way. */
  refused: string | null;
}

/** The frame that says it; a file goes another way. */
export function frameOf(chat: string, { client_id, text, whisper, as }: Outgoing): DeskSaid | null {
  switch (as.is) {
    case 'text': return { type: 'say', chat, text, client_id, ...(whisper ? { whisper } : {}) };
    case 'canned': return { type: 'say_canned', chat, canned: as.id, client_id };
    case 'link': return { type: 'link', chat, url: text, client_id };
    case 'file': return null;
  }
}

/** The composer is emptied by what was written in it, and by nothing else. */
export const said = (chats: Chats, id: string, outgoing: Outgoing, empties = true): Chats =>
  change(chats, id, (tab) => ({ ...tab, outgoing: [...tab.outgoing, outgoing], draft: empties ? '' : tab.draft }));

/**
 * Stored: a text becomes a message like any other. What the server writes itself (a canned response, a link, a file) is not known here
 * before its message comes: it stays as it is until then.
 */
export function acknowledged(chats: Chats, ack: { chat: string; client_id: string; seq: number }, me: { id: string; name: string }): Chats {
  const one = chats.get(ack.chat)?.outgoing.find((each) => each.client_id === ack.client_id);
  if (one?.as.is !== 'text') return chats;
  const { client_id, text, at, whisper } = one;
  const message: Message = {
    chat: ack.chat, seq: ack.seq, from: 'agent', agent: me.id, name: me.name, text, at, client_id, whisper,
    kind: 'text', link: null, file: null, edited: false, deleted: false, shown_as: null,
  };
  return received(chats, ack.chat, [message]);
}

const changeOne = (chats: Chats, clientId: string, step: (one: Outgoing) => Outgoing): Chats =>
  new Map([...chats].map(([id, tab]) => {
    const has = tab.outgoing.some((one) => one.client_id === clientId);
    return [id, has ? { ...tab, outgoing: tab.outgoing.map((one) => (one.client_id === clientId ? step(one) : one)) } : tab];
  }));

/** A refusal names only what was said; the tab it was said in is looked up. */
export const refused = (chats: Chats, clientId: string, why: string): Chats => changeOne(chats, clientId, (one) => ({ ...one, refused: why }));

export const retried = (chats: Chats, clientId: string): Chats => changeOne(chats, clientId, (one) => ({ ...one, refused: null }));

export const progressed = (chats: Chats, clientId: string, sent: number): Chats =>
  changeOne(chats, clientId, (one) => (one.as.is === 'file' ? { ...one, as: { ...one.as, sent } } : one));

export const givenUp = (chats: Chats, id: string, clientId: string): Chats =>
  change(chats, id, (tab) => ({ ...tab, outgoing: tab.outgoing.filter((one) => one.client_id !== clientId) }));

/** Everything to be said again after a reconnection: the server takes each client_id once, so saying it twice is safe. */
export const unsaid = (chats: Chats): { chat: string; outgoing: Outgoing }[] =>
  [...chats].flatMap(([chat, tab]) => tab.outgoing.filter((one) => one.refused === null && one.as.is !== 'file').map((outgoing) => ({ chat, outgoing })));
