// What *Try it on the past* found, in words. Pure.
import { dayIn, plusDays } from '../lib/asked/period_data';
import type { Days } from '../lib/asked/period_data';
import type { RuleField, Tried } from './wire';

/** The last so many days with today, in the site's time zone. */
export function lastDays(zone: string, now: number, days: number): Days {
  const to = dayIn(zone, now);
  return { from: plusDays(to, 1 - days), to };
}

const number = (count: number): string => count.toLocaleString('en');
const visits = (count: number): string => `${number(count)} ${count === 1 ? 'visit' : 'visits'}`;

export function triedWords({ visits: all, cut, eligible, invitations, held_out }: Tried): string {
  const seen = `${cut ? 'the newest ' : ''}${visits(all)}`;
  if (all === 0) return 'There are no visits in this period.';
  if (eligible === 0) return `It would have fitted none of ${seen}.`;
  const sent = `${number(invitations)} ${invitations === 1 ? 'invitation' : 'invitations'}`;
  const left = held_out > 0 ? `, ${number(held_out)} left alone by lot` : '';
  return `It would have fitted ${number(eligible)} of ${seen}: ${sent}${left}.`;
}

/** What the past cannot tell, by the fields' words. */
export function unknownWords({ unknown }: Pick<Tried, 'unknown'>, fields: readonly RuleField[]): string | null {
  if (unknown.length === 0) return null;
  const labels = unknown.map((name) => fields.find(({ field }) => field === name)?.label ?? name);
  return `The past does not know: ${labels.join(', ')}. It is taken to have held.`;
}

/** The hours in a sentence, for who does not see the drawing. */
export function hourWords(by_hour: readonly number[]): string {
  const most = Math.max(0, ...by_hour);
  if (most === 0) return 'By hour of the day: none.';
  return `By hour of the day: most at ${String(by_hour.indexOf(most)).padStart(2, '0')}:00, ${number(most)}.`;
}

/** The part of the widest, 0 to 1. */
export const partOf = (count: number, all: readonly number[]): number => count / Math.max(1, ...all);

const day = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' });

export const dayWords = (text: string): string => (Number.isNaN(Date.parse(text)) ? text : day.format(Date.parse(`${text.slice(0, 10)}T00:00:00Z`)));
