// Places of the density map: their order, what is in view, and what stands for a place.
import { placeName } from '../lib/place_words';
import type { Place, PlaceVisitor } from '../lib/wire';

export type PinStatus = 'here' | 'idle' | 'invited' | 'ringing' | 'chatting';

export interface Bounds {
  west: number;
  south: number;
  east: number;
  north: number;
}

/** What is most in need of an agent's eye stands for the place. */
export function statusOf(place: Pick<Place, 'ringing' | 'chatting' | 'invited' | 'idle'>): PinStatus {
  if (place.ringing) return 'ringing';
  if (place.chatting) return 'chatting';
  if (place.invited) return 'invited';
  return place.idle ? 'idle' : 'here';
}

export const byCount = (a: Place, b: Place): number =>
  b.count - a.count || placeName(a).localeCompare(placeName(b)) || (a.id < b.id ? -1 : 1);

/** East may lie past 180 when the map shows the antimeridian: a place is in view if any copy of the world shows it. */
export function isIn(place: Pick<Place, 'lat' | 'lon'>, view: Bounds): boolean {
  if (place.lat < view.south || place.lat > view.north) return false;
  const turns = Math.ceil((view.west - place.lon) / 360);
  return place.lon + turns * 360 <= view.east;
}

/** The box in which most visitors are: a few on the other side of the world do not make everybody else small. */
export function mostOf(places: readonly Pick<Place, 'lat' | 'lon' | 'count'>[]): Bounds | null {
  if (places.length === 0) return null;
  const [west, east] = middle(places.map((place) => [place.lon, place.count]));
  const [south, north] = middle(places.map((place) => [place.lat, place.count]));
  return { west, south, east, north };
}

const ASIDE = 0.04;

/** Where the middle part of all visitors begins and ends along one line. */
function middle(along: [at: number, count: number][]): [number, number] {
  const sorted = along.sort((a, b) => a[0] - b[0]);
  const all = sorted.reduce((sum, [, count]) => sum + count, 0);
  return [reached(sorted, all * ASIDE), reached(sorted.reverse(), all * ASIDE)];
}

function reached(along: [at: number, count: number][], wanted: number): number {
  let sum = 0;
  const found = along.find(([, count]) => (sum += count) > wanted);
  return (found ?? along[0]!)[0];
}

export const inView = (places: readonly Place[], view: Bounds | null): Place[] =>
  (view ? places.filter((place) => isIn(place, view)) : [...places]).sort(byCount);

export const total = (places: readonly Pick<Place, 'count'>[]): number => places.reduce((sum, place) => sum + place.count, 0);

/** While somebody points at the list it keeps its order: known places stay where they are, new ones go below. */
export function held(before: readonly string[], now: readonly Place[]): Place[] {
  const known = new Map(before.map((id, i) => [id, i]));
  const rank = (place: Place) => known.get(place.id) ?? Infinity;
  return [...now].sort((a, b) => (rank(a) === rank(b) ? 0 : rank(a) - rank(b)));
}

/** Visitors of one or several places. Who came first stands first, so that nobody moves when another arrives. */
export const visitorsOf = (places: readonly Pick<Place, 'visitors'>[]): PlaceVisitor[] =>
  places.flatMap((place) => place.visitors).sort((a, b) => a.arrived - b.arrived || (a.key < b.key ? -1 : 1));
