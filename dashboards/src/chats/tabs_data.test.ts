import { expect, it } from 'vitest';
import * as chatsData from './chats_data';
import * as rooms from './rooms_data';
import { ringing, summary } from './samples';
import { beside, countWords, tabsOf } from './tabs_data';

const chats = chatsData.listed(chatsData.NO_CHATS, [summary('a'), ringing('r'), summary('b')], 'ada');
const one = rooms.opened(rooms.roomCame(rooms.NO_ROOMS, { id: 'k', kind: 'direct', name: 'Ben', with: 'ben', last_seq: 0, last_text: '', last_at: null, read_seq: 0 }), 'k', true);
const tabs = tabsOf(chats, [], one, new Set());

it('stands what rings first and rooms last', () => {
  expect(tabs.map((tab) => tab.address)).toEqual(['r', 'a', 'b', '~k']);
  expect(countWords(tabs)).toBe('2 chats, 1 ringing');
});

it('has no tab for a chat that is being ended', () => {
  expect(tabsOf(chats, [], rooms.NO_ROOMS, new Set(['a'])).map((tab) => tab.address)).toEqual(['r', 'b']);
});

it('is walked round the end, past those that ring', () => {
  expect([beside(tabs, 'a', 1), beside(tabs, '~k', 1), beside(tabs, 'a', -1), beside(tabs, null, 1), beside(tabs, null, -1)]).toEqual(['b', 'a', '~k', 'a', '~k']);
  expect(beside([], null, 1)).toBeNull();
});
