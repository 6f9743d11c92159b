import { describe, expect, it } from 'vitest';
import { along, axisFor, digitsFor, inPoints, signed } from './interval_data';

describe('the drawing of an interval', () => {
  it('holds zero and both ends', () => {
    for (const [low, high] of [[0.4, 3.4], [-2.2, -0.3], [-1, 1], [0.01, 0.03], [12, 190]] as const) {
      const axis = axisFor({ low, high });
      expect(axis.min, `${low}`).toBeLessThanOrEqual(Math.min(0, low));
      expect(axis.max, `${high}`).toBeGreaterThanOrEqual(high);
      expect(axis.ticks).toContain(0);
      expect(axis.ticks.length).toBeLessThan(9);
    }
  });

  it('stands though nothing is known yet', () => {
    expect(axisFor({ low: 0, high: 0 }).ticks).toContain(0);
  });

  it('places a number by its share of the length', () => {
    const axis = { min: -2, max: 6, ticks: [] };
    expect(along(axis, 0)).toBe(25);
    expect(along(axis, 1.9)).toBeCloseTo(48.75);
    expect(along(axis, 9)).toBe(100);
  });

  it('says numbers with their sign', () => {
    expect([signed(1.9), signed(-2), signed(0), signed(0.04), signed(-0.04, 2)]).toEqual(['+1.9', '−2', '0', '0', '−0.04']);
    expect(inPoints({ difference: 0.019, low: 0.004, high: 0.034 }).difference).toBeCloseTo(1.9);
    expect(digitsFor({ low: 0.1, high: 0.3 })).toBe(2);
  });
});
