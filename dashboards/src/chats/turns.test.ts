import { expect, it } from 'vitest';
import type { Message } from '../lib/wire';
import { message as sample, own, summary } from './samples';
import { reached, turnsOf } from './turns';

const message = (seq: number, from: Message['from'], at: number, agent: string | null = null): Message => sample(seq, { from, agent, at });
const shape = (messages: Message[]) => turnsOf(messages).map((turn) => turn.messages.map((one) => one.seq));

it('keeps together what one person says in one go', () => {
  expect(shape([message(1, 'visitor', 0), message(2, 'visitor', 5_000), message(3, 'agent', 9_000, 'ada')])).toEqual([[1, 2], [3]]);
});

it('parts two agents, notices and long pauses', () => {
  expect(shape([message(1, 'agent', 0, 'ada'), message(2, 'agent', 1, 'ines')])).toEqual([[1], [2]]);
  expect(shape([message(1, 'notice', 0), message(2, 'notice', 1)])).toEqual([[1], [2]]);
  expect(shape([message(1, 'visitor', 0), message(2, 'visitor', 200_000)])).toEqual([[1], [2]]);
});

it('says once how far the last words to the visitor got', () => {
  const said = [own(1), sample(2), own(3), own(4, { whisper: true })];
  const at = (visitor_delivered: number, visitor_read: number) => reached(said, summary('c', { visitor_delivered, visitor_read }));
  expect([at(0, 0), at(3, 1), at(3, 3)]).toEqual([{ seq: 3, word: 'Sent' }, { seq: 3, word: 'Delivered' }, { seq: 3, word: 'Read' }]);
  expect(reached([sample(1)], summary('c'))).toBeNull();
  expect(reached(said, summary('c', { state: 'ended' }))).toBeNull();
});

it('keeps whispers apart from words to the visitor', () => {
  expect(shape([own(1), own(2, { whisper: true }), own(3)])).toEqual([[1], [2], [3]]);
});
