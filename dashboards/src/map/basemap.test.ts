// @vitest-environment node
import { describe, expect, it } from 'vitest';
// @ts-expect-error a build script, in JavaScript
import { close, draw, DRAWING, prepare, unwrap } from '../../basemap.mjs';
import atlas from 'world-atlas/countries-110m.json';

describe('the basemap', () => {
  it('runs past 180 instead of jumping across the world', () => {
    expect(unwrap([[179, 1], [-179, 2], [-178, 3], [179, 4]])).toEqual([[179, 1], [181, 2], [182, 3], [179, 4]]);
  });

  it('closes a ring round the pole along the bottom', () => {
    const ring = [[-180, -80], [0, -75], [180, -80]];
    expect(close(ring).slice(3)).toEqual([[180, -89.9], [-180, -89.9], [-180, -80]]);
    expect(close([[0, 0], [1, 1], [0, 0]])).toHaveLength(3);
  });

  it('has no line across the map', () => {
    const [land] = prepare(structuredClone(atlas), 2).features;
    const steps = land.geometry.coordinates.flat().flatMap((ring: number[][]) =>
      ring.slice(1).map((at, i) => (at[1]! < -89 || ring[i]![1]! < -89 ? 0 : Math.abs(at[0]! - ring[i]![0]!))),
    );
    expect(Math.max(...steps)).toBeLessThan(90);
  });

  it('draws each country once, by its letters, within the drawing', () => {
    const drawn: { country: string | null; d: string }[] = draw(structuredClone(atlas));
    const letters = drawn.flatMap(({ country }) => country ?? []);
    expect(new Set(letters).size).toBe(letters.length);
    expect(letters).toEqual(expect.arrayContaining(['GB', 'DE', 'US', 'NZ', 'ZA']));
    const across = drawn.flatMap(({ d }) => [...d.matchAll(/[ML](-?[\d.]+),/g)].map(([, x]) => Number(x)));
    expect(Math.min(...across)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...across)).toBeLessThanOrEqual(DRAWING.width);
  });
});
