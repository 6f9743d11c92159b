import { describe, expect, it } from 'vitest';
import type { Place, PlaceVisitor } from '../lib/wire';
import { held, inView, isIn, mostOf, statusOf, visitorsOf } from './places_data';

const place = (id: string, lon: number, lat: number, count = 1): Place => ({
  id, city: id, region: null, country: 'FR', lat, lon, count, idle: 0, invited: 0, ringing: 0, chatting: 0, time_zone: null, visitors: [],
});
const europe = { west: -10, south: 35, east: 30, north: 60 };

describe('places in view', () => {
  it('stand in order of their count', () => {
    const places = [place('Lyon', 4.8, 45.7, 6), place('Sydney', 151, -33, 9), place('Paris', 2.3, 48.8, 22)];
    expect(inView(places, europe).map((one) => one.id)).toEqual(['Paris', 'Lyon']);
    expect(inView(places, null).map((one) => one.id)).toEqual(['Paris', 'Sydney', 'Lyon']);
  });

  it('are found across the antimeridian, in any copy of the world', () => {
    const pacific = { west: 160, south: -60, east: 200, north: 0 };
    expect(isIn(place('Suva', 178, -18), pacific)).toBe(true);
    expect(isIn(place('Apia', -172, -14), pacific)).toBe(true);
    expect(isIn(place('Lima', -77, -12), pacific)).toBe(false);
    expect(isIn(place('Apia', -172, -14), { ...pacific, west: 520, east: 560 })).toBe(true);
    expect(isIn(place('Apia', -172, -14), { ...pacific, west: -200, east: -160 })).toBe(true);
  });

  it('keep their order while somebody points at them, and new ones go below', () => {
    const now = [place('Paris', 2, 48, 30), place('Nice', 7, 43, 9), place('Lyon', 4, 45, 6)];
    expect(held(['Lyon', 'Gone', 'Paris'], now).map((one) => one.id)).toEqual(['Lyon', 'Paris', 'Nice']);
  });
});

describe('the first view', () => {
  it('shows where most visitors are', () => {
    const places = [place('London', 0, 51, 60), place('Roma', 12, 42, 37), place('Suva', 178, -18, 1), place('Apia', -172, -14, 1)];
    expect(mostOf(places)).toEqual({ west: 0, south: 42, east: 12, north: 51 });
  });

  it('shows everybody while there are few', () => {
    expect(mostOf([place('Suva', 178, -18), place('Apia', -172, -14)])).toEqual({ west: -172, south: -18, east: 178, north: -14 });
    expect(mostOf([])).toBeNull();
  });
});

describe('a place', () => {
  it('shows what most needs an eye', () => {
    const none = { ringing: 0, chatting: 0, invited: 0, idle: 0 };
    expect(statusOf({ ...none, idle: 1, chatting: 1, ringing: 1 })).toBe('ringing');
    expect(statusOf({ ...none, invited: 1, idle: 1 })).toBe('invited');
    expect(statusOf(none)).toBe('here');
  });

  it('lists who came first first', () => {
    const visitor = (key: string, arrived: number) => ({ key, arrived }) as PlaceVisitor;
    const both = [{ visitors: [visitor('b', 20), visitor('c', 5)] }, { visitors: [visitor('a', 10)] }];
    expect(visitorsOf(both).map((one) => one.key)).toEqual(['c', 'a', 'b']);
  });
});
