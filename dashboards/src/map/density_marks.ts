// What the map draws at one zoom: every place, or places too near each other to tell apart taken as one, as a mark.
import type { FeatureCollection, Point as PointGeometry } from 'geojson';
import type { Place } from '../lib/wire';
import { statusOf } from './places_data';
import type { PinStatus } from './places_data';

export interface Mark {
  /** The id of its biggest place: the mark stays the same mark while others join it. */
  id: string;
  lon: number;
  lat: number;
  count: number;
  /** The places it stands for, biggest first. */
  places: readonly Place[];
  /** A single visitor is a pin with this status; several are a disc. */
  status: PinStatus | null;
}

export interface Point {
  x: number;
  y: number;
}

/** Two discs of the largest size side by side still show both counts. */
const APART = 32;
const TILE = 512;
/** With few visitors nothing is a crowd: heat is measured against at least this many. */
const QUIET_CROWD = 12;

/** Marks are worked out anew at each half step of zoom, not at each frame of it. */
export const levelOf = (zoom: number): number => Math.floor(zoom * 2) / 2;

/** Web Mercator, in pixels of the whole world at this zoom. */
export function onWorld(lon: number, lat: number, zoom: number): Point {
  const size = TILE * 2 ** zoom;
  const sine = Math.sin((Math.max(-85, Math.min(85, lat)) * Math.PI) / 180);
  return { x: ((lon + 180) / 360) * size, y: (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * size };
}

/** Each big place takes in the smaller ones that would lie under its disc, and keeps its own position. The biggest marks come first. */
export function marksAt(places: readonly Place[], level: number): Mark[] {
  const grid = new Map<string, Gathering[]>();
  const all: Gathering[] = [];
  for (const place of [...places].sort((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1))) {
    const at = onWorld(place.lon, place.lat, level);
    const host = near(grid, at);
    if (host) host.places.push(place);
    else all.push(settle(grid, { at, places: [place] }));
  }
  return all.map(markOf).sort((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1));
}

interface Gathering {
  at: Point;
  places: Place[];
}

const cellOf = (at: Point) => [Math.floor(at.x / APART), Math.floor(at.y / APART)] as const;

function settle(grid: Map<string, Gathering[]>, one: Gathering): Gathering {
  const key = cellOf(one.at).join();
  grid.set(key, [...(grid.get(key) ?? []), one]);
  return one;
}

function near(grid: Map<string, Gathering[]>, at: Point): Gathering | undefined {
  const [cx, cy] = cellOf(at);
  for (let x = cx - 1; x <= cx + 1; x++) {
    for (let y = cy - 1; y <= cy + 1; y++) {
      const found = grid.get(`${x},${y}`)?.find((one) => Math.hypot(one.at.x - at.x, one.at.y - at.y) < APART);
      if (found) return found;
    }
  }
  return undefined;
}

function markOf({ places }: Gathering): Mark {
  const first = places[0]!;
  const count = places.reduce((sum, place) => sum + place.count, 0);
  const status = count === 1 ? statusOf(first) : null;
  return { id: first.id, lon: first.lon, lat: first.lat, count, places, status };
}

/** 23, 28 and 34 px across. */
export const discRadius = (count: number): number => (count < 9 ? 11.5 : count < 20 ? 14 : 17);

const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });
export const discLabel = (count: number): string => (count < 1000 ? String(count) : compact.format(count));

export interface Heat {
  /** Pixels from a mark's middle to the edge of its glow. */
  radius(count: number): number;
  weight(count: number): number;
  /** Turns the brightest spot of all into full light, however many are here. */
  intensity: number;
}

export function heatOf(marks: readonly Mark[], level: number): Heat {
  const most = Math.max(QUIET_CROWD, marks[0]?.count ?? 0);
  const share = (count: number) => Math.sqrt(count / most);
  const radius = (count: number) => 14 + 84 * share(count);
  const weight = (count: number) => 0.05 + 0.95 * share(count);
  return { radius, weight, intensity: 0.95 / Math.max(GAUSS, brightest(marks, level, radius, weight)) };
}

/** The kernel MapLibre lays at each point is this high in its middle. */
const GAUSS = 0.3989;
const CANDIDATES = 40;

/** The highest sum of glows at any of the biggest marks. */
function brightest(marks: readonly Mark[], level: number, radius: Heat['radius'], weight: Heat['weight']): number {
  const glows = marks.map((mark) => ({ ...onWorld(mark.lon, mark.lat, level), r: radius(mark.count), w: weight(mark.count) }));
  const sums = glows.slice(0, CANDIDATES).map((here) => glows.reduce((sum, glow) => sum + lightAt(here, glow), 0));
  return Math.max(0, ...sums);
}

function lightAt(here: Point, glow: Point & { r: number; w: number }): number {
  const far = Math.hypot(here.x - glow.x, here.y - glow.y) / glow.r;
  return far > 1 ? 0 : glow.w * GAUSS * Math.exp(-4.5 * far * far);
}

/** As MapLibre reads them: everything the layers need is worked out here, so that the style stays plain. */
export function featuresOf(marks: readonly Mark[], heat: Heat): FeatureCollection<PointGeometry> {
  return {
    type: 'FeatureCollection',
    features: marks.map((mark, order) => ({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [mark.lon, mark.lat] },
      properties: {
        order,
        name: order < 60 && mark.count > 1 ? (mark.places[0]!.city ?? '') : '',
        label: discLabel(mark.count),
        radius: discRadius(mark.count),
        pin: mark.status ?? '',
        glow: heat.radius(mark.count),
        weight: heat.weight(mark.count),
      },
    })),
  };
}

/** The mark under a point of the screen, if any: the nearest whose disc (or a finger's width of its pin) is touched. */
export function markUnder(at: Point, marks: readonly Mark[], project: (mark: Mark) => Point, reach = 6): Mark | null {
  let best: Mark | null = null;
  let nearest = Infinity;
  for (const mark of marks) {
    const on = project(mark);
    const far = Math.hypot(on.x - at.x, on.y - at.y);
    if (far < nearest && far <= (mark.status ? 6 : discRadius(mark.count)) + reach) [best, nearest] = [mark, far];
  }
  return best;
}
