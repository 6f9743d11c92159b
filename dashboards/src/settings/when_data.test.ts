import { expect, it } from 'vitest';
import { count, monthWord, until, when } from './when_data';

const NOW = new Date(2026, 10, 21, 14, 8).getTime();

it('says of a moment no more than is needed', () => {
  expect(when(new Date(2026, 10, 21, 9, 5).getTime(), NOW)).toBe('09:05');
  expect(when(new Date(2026, 10, 20, 9, 5).getTime(), NOW)).toMatch(/20.*, 09:05$/);
  expect(when(new Date(2025, 10, 20, 9, 5).getTime(), NOW)).toMatch(/2025.*, 09:05$/);
});

it('says roughly how long it is until then', () => {
  expect([NOW - 5, NOW + 39_100, NOW + 9 * 60_000, NOW + 5 * 3_600_000, NOW + 72 * 3_600_000].map((moment) => until(moment, NOW))).toEqual([
    'in 0 s', 'in 40 s', 'in 9 min', 'in 5 h', 'in 3 days',
  ]);
});

it('names a month by itself, whatever the time zone', () => {
  expect(monthWord('2026-11')).toMatch(/2026/);
  expect(monthWord('2026-11')).not.toBe(monthWord('2026-10'));
});

it('counts in words', () => {
  expect([count(1, 'seat'), count(0, 'seat'), count(2, 'entry', 'entries')]).toEqual(['1 seat', '0 seats', '2 entries']);
});
