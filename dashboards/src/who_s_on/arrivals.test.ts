import { expect, it } from 'vitest';
import { Arrivals } from './arrivals';

it('tells of arrivals at most every ten seconds, all of them together', () => {
  const arrivals = new Arrivals();
  const said = [[10, 20_000], [12, 20_100], [13, 21_000], [12, 25_000], [14, 31_000], [14, 50_000]].map(([here, at]) => arrivals.count(here!, at!));
  expect(said).toEqual([null, '2 new visitors', null, null, '3 new visitors', null]);
});

it('does not take another site for arrivals', () => {
  const arrivals = new Arrivals();
  arrivals.count(10, 20_000);
  arrivals.forget();
  expect(arrivals.count(500, 40_000)).toBeNull();
  expect(arrivals.count(501, 50_000)).toBe('1 new visitor');
});
