import { expect, it } from 'vitest';
import { askedOf, filtersIn, isSame, queryOf } from './asked_data';

const F = ['country:is:DE|FR', 'page:contains:a b&c'];

it('asks with site, period and every filter', () => {
  const asked = askedOf({ site: 'KEY', from: '2026-11-07', to: null, f: F });
  expect([asked.get('site'), asked.get('from'), asked.has('to'), asked.getAll('f')]).toEqual(['KEY', '2026-11-07', false, F]);
});

it('keeps filters whole, and knows them in another order', () => {
  expect(filtersIn(queryOf(F)).sort()).toEqual([...F].sort());
  expect(isSame(queryOf(F), [...F].reverse())).toBe(true);
  expect(isSame(queryOf(F), F.slice(1))).toBe(false);
});
