import { describe, expect, it } from 'vitest';
import type { ChatSummary, Message } from '../lib/wire';
import * as data from './chats_data';

const me = { id: 'ada', name: 'Ada' };
const summary = (id: string, more: Partial<ChatSummary> = {}): ChatSummary => ({
  id, site: 's', state: 'active', visitor: 'v', visitor_name: 'Marta', agent: me, invitation: null, started: 0, ended: null,
  last_seq: 0, last_text: '', read_seq: 0, ended_as: null, ...more,
});
const message = (seq: number, more: Partial<Message> = {}): Message => ({
  chat: 'c', seq, from: 'visitor', agent: null, name: 'Marta', text: `word ${seq}`, at: seq, client_id: null, ...more,
});
const begun = data.summarised(data.NO_CHATS, summary('c'), 'ada');
const tab = (chats: data.Chats, id = 'c') => chats.get(id)!;
const seqs = (chats: data.Chats) => tab(chats).messages.map((one) => one.seq);

describe('messages', () => {
  it('stand in order however they come, each once', () => {
    const after = data.received(data.received(begun, 'c', [message(3), message(1)]), 'c', [message(2), message(3)]);
    expect(seqs(after)).toEqual([1, 2, 3]);
  });

  it('of the history and the socket merge', () => {
    const live = data.received(begun, 'c', [message(4)]);
    expect(data.hasGap(tab(live))).toBe(false);
    const whole = data.historyCame(live, 'c', [message(1), message(2), message(3)]);
    expect(seqs(whole)).toEqual([1, 2, 3, 4]);
    expect(data.hasGap(tab(whole))).toBe(false);
  });

  it('that are missing are asked for from the last complete one', () => {
    const loaded = data.historyCame(begun, 'c', [message(1), message(2)]);
    const jumped = data.received(loaded, 'c', [message(5)]);
    expect(data.hasGap(tab(jumped))).toBe(true);
    expect(data.completeUpTo(tab(jumped))).toBe(2);
  });

  it('for a chat without a tab change nothing', () => {
    expect(data.received(begun, 'other', [message(1)])).toBe(begun);
  });
});

describe('what the agent says', () => {
  const outgoing = { client_id: 'a-1', text: 'Two on the shelf.', at: 9, refused: null };
  const sent = data.said(data.drafted(begun, 'c', 'Two on the shelf.'), 'c', outgoing);

  it('is shown at once and empties the draft', () => {
    expect(tab(sent).outgoing).toHaveLength(1);
    expect(tab(sent).draft).toBe('');
  });

  it('becomes a message when it is acknowledged, and once only', () => {
    const acked = data.acknowledged(sent, { chat: 'c', client_id: 'a-1', seq: 1 }, me);
    expect(tab(acked).outgoing).toEqual([]);
    expect(tab(acked).messages[0]).toMatchObject({ seq: 1, from: 'agent', text: 'Two on the shelf.' });
    const echoed = data.received(acked, 'c', [message(1, { from: 'agent', agent: 'ada', client_id: 'a-1' })]);
    expect(seqs(echoed)).toEqual([1]);
    expect(data.acknowledged(echoed, { chat: 'c', client_id: 'a-1', seq: 1 }, me)).toBe(echoed);
  });

  it('may come back as a message before it is acknowledged', () => {
    const echoed = data.received(sent, 'c', [message(1, { from: 'agent', agent: 'ada', client_id: 'a-1' })]);
    expect(tab(echoed).outgoing).toEqual([]);
  });

  it('is said again after a reconnection, unless it was refused', () => {
    expect(data.unsaid(sent)).toEqual([{ chat: 'c', outgoing }]);
    const no = data.refused(sent, 'a-1', 'The chat has ended.');
    expect(data.unsaid(no)).toEqual([]);
    expect(tab(no).outgoing[0]?.refused).toBe('The chat has ended.');
    expect(tab(data.givenUp(no, 'c', 'a-1')).outgoing).toEqual([]);
  });
});

describe('tabs', () => {
  const ringing = summary('r', { state: 'ringing', agent: null });

  it('open for what rings and for one’s own', () => {
    expect([...data.summarised(begun, ringing, 'ada').keys()]).toEqual(['c', 'r']);
    expect(data.summarised(begun, summary('o', { agent: { id: 'ines', name: 'Ines' } }), 'ada')).toBe(begun);
  });

  it('go when somebody else takes the chat, or nobody did', () => {
    const rings = data.summarised(begun, ringing, 'ada');
    expect(data.summarised(rings, summary('r', { agent: { id: 'ines', name: 'Ines' } }), 'ada').has('r')).toBe(false);
    expect(data.summarised(rings, { ...ringing, state: 'ended', ended_as: 'missed' }, 'ada').has('r')).toBe(false);
  });

  it('of one’s own stay when the chat has ended, until they are closed', () => {
    const ended = data.summarised(begun, summary('c', { state: 'ended', ended_as: 'by_visitor' }), 'ada');
    expect(ended.has('c')).toBe(true);
    expect(data.without(ended, 'c').has('c')).toBe(false);
  });

  it('do not reopen for a chat that ended long ago', () => {
    expect(data.summarised(data.NO_CHATS, summary('x', { state: 'ended' }), 'ada').size).toBe(0);
  });

  it('follow the server’s list after a reconnection, and keep drafts', () => {
    const before = data.drafted(data.summarised(begun, ringing, 'ada'), 'c', 'half a sent');
    const after = data.listed(before, [summary('c'), summary('n')], 'ada');
    expect([...after.keys()]).toEqual(['c', 'n']);
    expect(tab(after).draft).toBe('half a sent');
  });

  it('are walked round the end, past those that ring', () => {
    const three = data.listed(data.NO_CHATS, [summary('a'), ringing, summary('b')], 'ada');
    expect(data.beside(three, 'a', 1)).toBe('b');
    expect(data.beside(three, 'b', 1)).toBe('a');
    expect(data.beside(three, 'a', -1)).toBe('b');
    expect(data.beside(data.NO_CHATS, null, 1)).toBeNull();
    expect(data.firstRinging(three)?.summary.id).toBe('r');
  });
});

describe('unread', () => {
  it('counts what the visitor said since it was last in view', () => {
    const told = data.received(begun, 'c', [message(1), message(2, { from: 'notice' }), message(3)]);
    expect(data.unreadIn(tab(told))).toBe(2);
    expect(data.unreadIn(tab(data.seen(told, 'c')))).toBe(0);
  });

  it('with a ringing chat makes what waits', () => {
    const told = data.received(data.summarised(begun, summary('r', { state: 'ringing', agent: null }), 'ada'), 'c', [message(1)]);
    expect(data.waiting(told)).toBe(2);
  });
});

describe('ringing and typing', () => {
  it('rings again, and keeps what was said and begun', () => {
    const before = data.drafted(begun, 'c', 'half a sent');
    const again = data.summarised(before, summary('c', { state: 'ringing', agent: null }), 'ada');
    expect(data.firstRinging(again)?.summary.id).toBe('c');
    expect(tab(again)).toMatchObject({ draft: 'half a sent', messages: tab(before).messages });
  });

  it('stops typing with the message', () => {
    const types = data.typingCame(begun, 'c', 'Marta', 1_000);
    expect(tab(types).typing).toEqual({ name: 'Marta', until: 7_000 });
    expect(tab(data.received(types, 'c', [message(1)])).typing).toBeNull();
  });
});
