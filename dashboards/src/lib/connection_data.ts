// How long to wait before the next try, and what must be said again when the connection is back. Pure.
import type { Said, TableWindow } from './wire';

/** What the agent is looking at: whatever the server forgot with the connection. */
export interface Watching {
  window: TableWindow | null;
  hold: boolean;
  /** undefined = the map is not open; null = all sites. */
  places: string | null | undefined;
  visitor: string | null;
}

export const NOTHING: Watching = { window: null, hold: false, places: undefined, visitor: null };

const FIRST = 500;
const MOST = 15_000;

/** Doubles up to 15 s; half of it by chance, so that a thousand consoles do not come back in one moment. */
export function backOff(failures: number, chance: number): number {
  const whole = Math.min(MOST, FIRST * 2 ** Math.min(failures, 10));
  return Math.round(whole / 2 + (whole / 2) * chance);
}

/** How long until the next try: as the server asked, with chance on top, or by how often it failed. */
export const waitFor = (asked: number | null, failures: number, chance: number): number =>
  asked === null ? backOff(failures, chance) : Math.round(asked * (1 + chance));

export function heard(watching: Watching, said: Said): Watching {
  switch (said.type) {
    case 'watch': return { ...watching, window: said.window };
    case 'hold': return { ...watching, hold: said.on };
    case 'watch_places': return { ...watching, places: said.off ? undefined : said.site };
    case 'watch_visitor': return { ...watching, visitor: said.key };
    default: return watching;
  }
}

export function again(watching: Watching): Said[] {
  const all: Said[] = [];
  if (watching.window) all.push({ type: 'watch', window: watching.window });
  if (watching.window && watching.hold) all.push({ type: 'hold', on: true });
  if (watching.places !== undefined) all.push({ type: 'watch_places', site: watching.places });
  if (watching.visitor) all.push({ type: 'watch_visitor', key: watching.visitor });
  return all;
}

