import { expect, it } from 'vitest';
import { inOrder, longestPage, pauses } from './timeline_data';
import type { Happened } from './wire';

const page = (at: number, visible_ms: number | null): Happened => ({ at, kind: 'page', path: '/', url: '', title: '', visible_ms });
const event = (at: number): Happened => ({ at, kind: 'event', name: 'basket', value: null });

it('begins a moment with its page', () => expect(inOrder([event(5), page(5, null), page(1, 2)]).map(({ kind, at }) => [kind, at])).toEqual([['page', 1], ['page', 5], ['event', 5]]));

it('measures against the longest page', () => {
  expect(longestPage([page(0, 200), page(1, 900), event(2)])).toBe(900);
  expect(longestPage([])).toBe(1);
});

it('says where nothing happened for long', () => expect([...pauses([page(0, 1), page(299_999, 1), page(700_000, 1)])]).toEqual([[2, 400_001]]));
