import { describe, expect, it } from 'vitest';
import { classOf, legendFor, limitsFor } from './choropleth_data';

describe('the classes of countries', () => {
  it('begin at round numbers', () => {
    expect(limitsFor(5206)).toEqual([100, 500, 2000]);
    expect(legendFor([100, 500, 2000]).map(({ words }) => words)).toEqual(['1 to 99', '100 to 499', '500 to 1,999', '2,000 and more']);
  });

  it('are fewer where there is little', () => {
    expect(limitsFor(1)).toEqual([]);
    expect(legendFor([]).map(({ words }) => words)).toEqual(['1 and more']);
    expect(limitsFor(4)).toEqual([2]);
    expect(legendFor(limitsFor(4)).map(({ words }) => words)).toEqual(['1', '2 and more']);
  });

  it('have one for nobody and the darkest for the most', () => {
    expect([0, 1, 99, 100, 500, 2000, 9999].map((count) => classOf(count, [100, 500, 2000]))).toEqual([0, 1, 1, 2, 3, 4, 4]);
    expect(classOf(1, [])).toBe(4);
  });
});
