import { expect, it } from 'vitest';
import type { Canned } from '../settings/wire';
import { bodyOf, draftOf, found, problemsOf, shortcutOf } from './canned_data';

const HOURS: Canned = { id: 'h', shortcut: '/hours', title: 'Opening hours', text: 'We are here from nine to five.', shared: true };

it('reads a short-cut however it is typed', () => {
  expect(['Hours', '/hours', '//hours '].map(shortcutOf)).toEqual(['/hours', '/hours', '/hours']);
});

it('keeps the composer’s commands free', () => {
  for (const shortcut of ['/t', '/A', '/', '/two words', '/x!']) expect(Object.keys(problemsOf({ ...HOURS, shortcut }))).toEqual(['shortcut']);
  for (const shortcut of ['/hours', 'ship-eu', '/godziny-świąteczne']) expect(problemsOf({ ...HOURS, shortcut })).toEqual({});
});

it('wants a title and a text', () => {
  expect(Object.keys(problemsOf(draftOf(null, false)))).toEqual(['shortcut', 'title', 'text']);
});

it('is personal where one may not write for everybody', () => {
  expect([draftOf(null, false).shared, draftOf(null, true).shared, draftOf(HOURS, false).shared]).toEqual([false, true, true]);
  expect(bodyOf({ shortcut: 'Hours', title: ' Hours ', text: ' Nine. ', shared: false })).toEqual({ shortcut: '/hours', title: 'Hours', text: 'Nine.', shared: false });
});

it('is found by its short-cut, its title, or its words', () => {
  const all = [HOURS, { ...HOURS, id: 's', shortcut: '/ship', title: 'Shipping', text: 'Two days.' }];
  expect(['hour', 'SHIPP', 'two d', 'nothing'].map((typed) => found(all, typed).map(({ id }) => id))).toEqual([['h'], ['s'], ['s'], []]);
});
