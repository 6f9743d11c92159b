// A place in words, and the time on its clocks. Pure.
import type { Row } from './wire';

const countries = new Intl.DisplayNames(['en'], { type: 'region' });

export const countryName = (code: string | null): string | null => (code && /^[A-Z]{2}$/.test(code) ? (countries.of(code) ?? code) : null);

/** The most exact place that is known: city, region or country. */
export const placeName = (place: Pick<Row, 'city' | 'region' | 'country'>): string =>
  place.city ?? place.region ?? countryName(place.country) ?? 'Place unknown';

const zones = new Map<string, Intl.DateTimeFormat | null>();

/** A browser may name a zone that this one does not know; one formatter a zone, for they are dear to make. */
function clockIn(zone: string): Intl.DateTimeFormat | null {
  let clock = zones.get(zone);
  if (clock !== undefined) return clock;
  try {
    clock = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  } catch {
    clock = null;
  }
  zones.set(zone, clock);
  return clock;
}

export const timeThere = (zone: string | null, now: number): string | null => (zone && clockIn(zone)?.format(now)) || null;
