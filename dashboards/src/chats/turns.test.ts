import { expect, it } from 'vitest';
import type { Message } from '../lib/wire';
import { message as sample } from './samples';
import { turnsOf } from './turns';

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
