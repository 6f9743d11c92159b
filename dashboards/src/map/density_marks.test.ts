import { describe, expect, it } from 'vitest';
import type { Place } from '../lib/wire';
import { discLabel, featuresOf, heatOf, levelOf, markUnder, marksAt, onWorld } from './density_marks';

const place = (id: string, lon: number, lat: number, count: number, more: Partial<Place> = {}): Place => ({
  id, city: id, region: null, country: 'FR', lat, lon, count, idle: 0, invited: 0, ringing: 0, chatting: 0, time_zone: null, visitors: [], ...more,
});

const lyon = place('Lyon', 4.83, 45.76, 6);
const paris = place('Paris', 2.35, 48.86, 22);
const villeurbanne = place('Villeurbanne', 4.88, 45.77, 2);

describe('marks', () => {
  it('stand for one place each when there is room', () => {
    expect(marksAt([lyon, paris], 6).map((mark) => [mark.id, mark.count])).toEqual([['Paris', 22], ['Lyon', 6]]);
  });

  it('take a near place in under the bigger one, where that one stands', () => {
    const [first, second] = marksAt([villeurbanne, lyon, paris], 6);
    expect(first?.id).toBe('Paris');
    expect(second).toMatchObject({ id: 'Lyon', lon: 4.83, lat: 45.76, count: 8 });
    expect(second?.places.map((one) => one.id)).toEqual(['Lyon', 'Villeurbanne']);
  });

  it('lose nobody at any zoom', () => {
    const many = Array.from({ length: 400 }, (_, i) => place(`p${i}`, ((i * 37) % 360) - 180, ((i * 17) % 160) - 80, 1 + (i % 9)));
    const all = many.reduce((sum, one) => sum + one.count, 0);
    for (const level of [0, 1.5, 4, 7]) expect(marksAt(many, level).reduce((sum, mark) => sum + mark.count, 0)).toBe(all);
  });

  it('do not depend on the order the places came in', () => {
    const places = [lyon, paris, villeurbanne];
    expect(marksAt([...places].reverse(), 6)).toEqual(marksAt(places, 6));
  });

  it('are pins with a status for a single visitor, discs for more', () => {
    expect(marksAt([place('Bath', -2.36, 51.38, 1, { ringing: 1 })], 4)[0]?.status).toBe('ringing');
    expect(marksAt([place('Bath', -2.36, 51.38, 1, { idle: 1 })], 4)[0]?.status).toBe('idle');
    expect(marksAt([lyon], 4)[0]?.status).toBeNull();
  });

  it('are worked out at half steps of zoom', () => {
    expect([1, 1.4, 1.5, 2.99].map(levelOf)).toEqual([1, 1, 1.5, 2.5]);
  });
});

describe('heat', () => {
  const brightestOf = (count: number) => {
    const marks = marksAt([place('A', 0, 0, count)], 3);
    const heat = heatOf(marks, 3);
    return heat.weight(count) * heat.intensity * 0.3989;
  };

  it('lights the most crowded place fully, whatever the total', () => {
    expect(brightestOf(40)).toBeCloseTo(0.95);
    expect(brightestOf(40_000)).toBeCloseTo(0.95);
  });

  it('does not take a single visitor for a crowd', () => {
    expect(brightestOf(1)).toBeLessThan(0.6);
  });

  it('grows with the count', () => {
    const heat = heatOf(marksAt([paris], 3), 3);
    expect(heat.radius(22)).toBeGreaterThan(heat.radius(6));
    expect(heat.weight(22)).toBeGreaterThan(heat.weight(6));
  });
});

describe('features', () => {
  it('name crowds, not pins, and carry what the layers need', () => {
    const marks = marksAt([paris, place('Bath', -2.36, 51.38, 1)], 5);
    const [disc, pin] = featuresOf(marks, heatOf(marks, 5)).features;
    expect(disc?.properties).toMatchObject({ name: 'Paris', label: '22', radius: 17, pin: '' });
    expect(pin?.properties).toMatchObject({ name: '', pin: 'here' });
  });

  it('shorten long counts', () => {
    expect([1, 999, 1204, 25_000].map(discLabel)).toEqual(['1', '999', '1.2K', '25K']);
  });
});

describe('the mark under a point', () => {
  const marks = marksAt([paris, lyon], 6);
  const project = (mark: { lon: number; lat: number }) => onWorld(mark.lon, mark.lat, 6);

  it('is the nearest one touched', () => {
    const on = project(lyon as { lon: number; lat: number });
    expect(markUnder({ x: on.x + 9, y: on.y }, marks, project)?.id).toBe('Lyon');
    expect(markUnder({ x: on.x + 40, y: on.y }, marks, project)).toBeNull();
  });
});
