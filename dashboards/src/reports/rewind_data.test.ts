import { describe, expect, it } from 'vitest';
import { lineIn, momentIn, placesOf, rangeFor } from './rewind_data';

const NOW = Date.parse('2026-11-20T12:00:30Z');
const HOUR = 3_600_000;

describe('a moment gone by', () => {
  it('is one of the last 24 hours, or an older one that was asked for', () => {
    const minute = NOW - 30_000;
    expect(rangeFor(NOW, null)).toEqual({ from: minute - 24 * HOUR, to: minute });
    expect(rangeFor(NOW, NOW - 50 * HOUR).from).toBe(NOW - 50 * HOUR);
    expect(rangeFor(NOW, NOW - HOUR).from).toBe(minute - 24 * HOUR);
  });

  it('stands in the address, unless it is still to come', () => {
    expect(momentIn(String(NOW - HOUR), NOW)).toBe(NOW - HOUR);
    for (const text of [undefined, '', 'yesterday', '-5', String(NOW + HOUR)]) expect(momentIn(text, NOW)).toBeNull();
  });

  it('has places with what those in them did', () => {
    const one = (name: string, status: string) => ({ name, known_as: null, status, visit: name, page: null, arrived: 0, pages: 1, country: 'GB', city: 'London', browser: '', device: '', invited: false, chat: false });
    const visitors = [one('Linnet 1', 'here'), one('Linnet 2', 'chatting'), one('Linnet 3', 'idle')];
    const [place] = placesOf({ visitors, places: [{ latitude: 51.5, longitude: -0.1, place: 'London', count: 2, names: ['Linnet 1', 'Linnet 2'] }] });
    expect(place).toMatchObject({ city: 'London', country: 'GB', count: 2, chatting: 1, idle: 0, lat: 51.5, lon: -0.1 });
  });

  it('lies on a line as high as the most there were', () => {
    expect(lineIn([{ at: 0, count: 0 }, { at: 50, count: 10 }, { at: 100, count: 5 }, { at: 200, count: 3 }], { from: 0, to: 100 })).toBe('0.0,100.0 500.0,4.0 1000.0,52.0');
  });
});
