import { expect, it } from 'vitest';
import { endedWords, ringingEnded } from './ended_words';
import { BEN, ringing, summary } from './samples';

it('says who has a chat that rang here, and nothing to whoever took it', () => {
  expect(ringingEnded(summary('c', { agent: BEN }), 'ada')).toBe('Ben has the chat with Marta.');
  expect(ringingEnded(summary('c'), 'ada')).toBeNull();
  expect(ringingEnded(ringing('c'), 'ada')).toBeNull();
  expect(ringingEnded(ringing('c', { rings: false }), 'ada')).toBeNull();
  expect(ringingEnded(summary('c', { state: 'ended', ended_as: 'missed' }), 'ada')).toBe('Nobody answered Marta in time.');
});

it('says who ended a chat', () => {
  const words = (more: Parameters<typeof summary>[1]) => endedWords(summary('c', { state: 'ended', ...more }), 'ada');
  expect(words({ ended_as: 'by_agent' })).toBe('You ended the chat.');
  expect(words({ ended_as: 'by_agent', agent: BEN })).toBe('Ben ended the chat.');
  expect(words({ ended_as: 'blocked' })).toBe('Marta is blocked for the rest of the day.');
});
