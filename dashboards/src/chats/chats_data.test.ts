import { describe, expect, it } from 'vitest';
import * as data from './chats_data';
import * as speech from './outgoing_data';
import { ADA as me, message, ringing as rings_, summary } from './samples';

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
  const outgoing: speech.Outgoing = { client_id: 'a-1', text: 'Two on the shelf.', at: 9, whisper: false, as: { is: 'text' }, refused: null };
  const sent = speech.said(data.drafted(begun, 'c', 'Two on the shelf.'), 'c', outgoing);

  it('is shown at once and empties the draft', () => {
    expect(tab(sent).outgoing).toHaveLength(1);
    expect(tab(sent).draft).toBe('');
  });

  it('becomes a message when it is acknowledged, and once only', () => {
    const acked = speech.acknowledged(sent, { chat: 'c', client_id: 'a-1', seq: 1 }, me);
    expect(tab(acked).outgoing).toEqual([]);
    expect(tab(acked).messages[0]).toMatchObject({ seq: 1, from: 'agent', text: 'Two on the shelf.' });
    const echoed = data.received(acked, 'c', [message(1, { from: 'agent', agent: 'ada', client_id: 'a-1' })]);
    expect(seqs(echoed)).toEqual([1]);
    expect(speech.acknowledged(echoed, { chat: 'c', client_id: 'a-1', seq: 1 }, me)).toBe(echoed);
  });

  it('may come back as a message before it is acknowledged', () => {
    const echoed = data.received(sent, 'c', [message(1, { from: 'agent', agent: 'ada', client_id: 'a-1' })]);
    expect(tab(echoed).outgoing).toEqual([]);
  });

  it('is said again after a reconnection, unless it was refused', () => {
    expect(speech.unsaid(sent)).toEqual([{ chat: 'c', outgoing }]);
    const no = speech.refused(sent, 'a-1', 'The chat has ended.');
    expect(speech.unsaid(no)).toEqual([]);
    expect(tab(no).outgoing[0]?.refused).toBe('The chat has ended.');
    expect(tab(speech.givenUp(no, 'c', 'a-1')).outgoing).toEqual([]);
  });
});

describe('tabs', () => {
  const ringing = rings_('r');

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

  it('are there for guests, and not for what rings elsewhere', () => {
    const ben = { id: 'ben', name: 'Ben' };
    expect(data.summarised(begun, summary('g', { agent: ben, guests: [me] }), 'ada').has('g')).toBe(true);
    expect(data.summarised(begun, rings_('r', { rings: false }), 'ada').has('r')).toBe(false);
    const rang = data.summarised(begun, ringing, 'ada');
    expect(data.summarised(rang, rings_('r', { rings: false }), 'ada').has('r')).toBe(false);
  });

  it('go with a chat that is left or handed over', () => {
    expect(data.summarised(begun, summary('c', { agent: { id: 'ben', name: 'Ben' } }), 'ada').has('c')).toBe(false);
  });
});

describe('unread', () => {
  it('counts what the visitor said since it was last in view', () => {
    const told = data.received(begun, 'c', [message(1), message(2, { from: 'notice' }), message(3)]);
    expect(data.unreadIn(tab(told))).toBe(2);
    expect(data.unreadIn(tab(data.seen(told, 'c')))).toBe(0);
  });

  it('leaves out who came and went, and counts what a colleague whispers', () => {
    const aside = { whisper: true, agent: null } as const;
    const told = data.received(begun, 'c', [message(1, { ...aside, from: 'notice' }), message(2, { ...aside, from: 'agent', agent: 'ben' }), message(3, { ...aside, from: 'agent', agent: 'ada' })]);
    expect(data.unreadIn(tab(told), 'ada')).toBe(1);
  });

  it('stays when the visitor has gone, until somebody reads it', () => {
    const told = data.received(begun, 'c', [message(1)]);
    expect(data.unreadIn(tab(data.summarised(told, summary('c', { state: 'ended', ended_as: 'by_visitor' }), 'ada')))).toBe(1);
  });

  it('with a ringing chat makes what waits', () => {
    const told = data.received(data.summarised(begun, rings_('r'), 'ada'), 'c', [message(1)]);
    expect(data.waiting(told)).toBe(2);
  });
});

describe('ringing and typing', () => {
  it('rings again, and keeps what was said and begun', () => {
    const before = data.drafted(begun, 'c', 'half a sent');
    const again = data.summarised(before, rings_('c'), 'ada');
    expect(data.firstRinging(again)?.summary.id).toBe('c');
    expect(tab(again)).toMatchObject({ draft: 'half a sent', messages: tab(before).messages });
  });

  it('stops typing with the message', () => {
    const types = data.typingCame(begun, 'c', 'Marta', null, 1_000);
    expect(tab(types).typing).toEqual({ name: 'Marta', text: null, until: 7_000 });
    expect(tab(data.received(types, 'c', [message(1)])).typing).toBeNull();
  });
});
