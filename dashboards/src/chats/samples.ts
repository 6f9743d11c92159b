// Chats and messages as the server tells them, for the tests: whole, with nothing said and nobody in them.
import type { ChatSummary, Message } from '../lib/wire';

export const ADA = { id: 'ada', name: 'Ada' };
export const BEN = { id: 'ben', name: 'Ben' };

export const summary = (id: string, more: Partial<ChatSummary> = {}): ChatSummary => ({
  id, site: 's', state: 'active', visitor: 'v', visitor_name: 'Marta', email: null, url: null, department: null, agent: ADA, guests: [],
  invitation: null, started: 0, accepted: 0, ended: null, ended_as: null, rings_until: null, rings: false, face: 'Ada', last_seq: 0, last_text: '',
  read_seq: 0, visitor_delivered: 0, visitor_read: 0, rating: null, comment: null, tags: [], note: '', ...more,
});

export const ringing = (id: string, more: Partial<ChatSummary> = {}): ChatSummary =>
  summary(id, { state: 'ringing', agent: null, accepted: null, rings: true, rings_until: 60_000, ...more });

export const message = (seq: number, more: Partial<Message> = {}): Message => ({
  chat: 'c', seq, from: 'visitor', agent: null, name: 'Marta', text: `word ${seq}`, at: seq, client_id: null, whisper: false, kind: 'text',
  link: null, file: null, edited: false, deleted: false, shown_as: null, ...more,
});

export const own = (seq: number, more: Partial<Message> = {}): Message => message(seq, { from: 'agent', agent: 'ada', name: 'Ada', ...more });
