import { expect, it } from 'vitest';
import { filtersIn, isSame, queryOf } from './saved_data';

const F = ['country:is:DE|FR', 'page:contains:a b&c'];

it('keeps filters whole, and knows them in another order', () => {
  expect(filtersIn(queryOf(F)).sort()).toEqual([...F].sort());
  expect(isSame(queryOf(F), [...F].reverse())).toBe(true);
  expect(isSame(queryOf(F), F.slice(1))).toBe(false);
});
