import { expect, it } from 'vitest';
import type { Colleague } from '../lib/wire_desk';
import { byPresence, loadWords, presence } from './presence';

const one = (id: string, more: Partial<Colleague> = {}): Colleague => ({
  id, name: id, title: null, photo: null, role: 'normal', status: 'online', idle: false, here: true, chats: 1, capacity: 3, groups: [], ...more,
});

it('says how a colleague stands at the desk', () => {
  const words = [one('a'), one('a', { chats: 3 }), one('a', { status: 'away' }), one('a', { status: 'away', idle: true }), one('a', { here: false })].map((each) => presence(each).word);
  expect(words).toEqual(['Online', 'Busy', 'Away', 'Away for a while', 'Not here']);
  expect([loadWords(one('a')), loadWords(one('a', { capacity: 1 })), loadWords(one('a', { capacity: null }))]).toEqual(['1 of 3 chats', '1 of 1 chat', '1 chat']);
  expect(presence(one('a', { chats: 40, capacity: null })).word).toBe('Online');
});

it('puts those first who are there', () => {
  expect(byPresence([one('zoe', { here: false }), one('kim', { status: 'away' }), one('otto'), one('ben')]).map((each) => each.id)).toEqual(['ben', 'otto', 'kim', 'zoe']);
});
