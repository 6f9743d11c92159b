// A moment gone by, as the live rooms show the present one. Pure.
import type { Place } from '../lib/wire';

export interface Then {
  name: string;
  /** A visitor who is known by name. */
  known_as: string | null;
  visit: string;
  status: string;
  page: { path: string; title: string } | null;
  arrived: number;
  pages: number;
  country: string | null;
  city: string | null;
  browser: string;
  device: string;
  invited: boolean;
  chat: boolean;
}

export interface Rewound {
  at: number;
  total: number;
  without_place: number;
  visitors: Then[];
  places: { latitude: number; longitude: number; place: string; count: number; names: string[] }[];
  /** The earliest moment there is anything of; null: nothing yet. */
  oldest: number | null;
}

export interface LinePoint {
  at: number;
  count: number;
}

export const STEP = 60_000;
const DAY = 24 * 60 * STEP;

export interface Range {
  from: number;
  to: number;
}

/** The last 24 hours in whole minutes; an older moment that is asked for widens it. */
export function rangeFor(now: number, asked: number | null): Range {
  const to = Math.floor(now / STEP) * STEP;
  return { from: Math.min(to - DAY, asked ?? to), to };
}

/** The moment in an address; null where there is none, or one that is still to come. */
export function momentIn(text: string | undefined, now: number): number | null {
  const moment = text && /^\d{12,14}$/.test(text) ? Number(text) : null;
  return moment !== null && moment <= now ? moment : null;
}

/** For the map, which knows places with everybody in them. */
export function placesOf({ places, visitors }: Pick<Rewound, 'places' | 'visitors'>): Place[] {
  const status = new Map(visitors.map((visitor) => [visitor.name, visitor]));
  return places.map(({ latitude, longitude, place, count, names }) => {
    const there = names.flatMap((name) => status.get(name) ?? []);
    const like = (word: string) => there.filter((one) => one.status === word).length;
    return {
      id: `${latitude},${longitude}`, city: place || null, region: null, country: there[0]?.country ?? null, lat: latitude, lon: longitude, count,
      idle: like('idle'), invited: like('invited'), ringing: like('ringing'), chatting: like('chatting'), time_zone: null, visitors: [],
    };
  });
}

/** The line as the points of a polyline, in a box of 1000 by 100. */
export function lineIn(points: readonly LinePoint[], { from, to }: Range): string {
  const most = Math.max(1, ...points.map(({ count }) => count));
  const inside = points.filter(({ at }) => at >= from && at <= to);
  return inside.map(({ at, count }) => `${((1000 * (at - from)) / (to - from)).toFixed(1)},${(100 - (96 * count) / most).toFixed(1)}`).join(' ');
}
