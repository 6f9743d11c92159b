// Periods in the site's own days: what can be chosen, how it is said, and the one before. Pure.

/** Days as `2026-11-07`, both included. */
export interface Days {
  from: string;
  to: string;
}

/** As it stands in the address: days, or moments of a day (`2026-11-07T10:00`); both empty: the last seven days. */
export interface Period {
  from: string | null;
  to: string | null;
}

const DAY = 24 * 60 * 60 * 1000;
const USUAL = 7;

/** The day it is at a moment, on the clocks of a time zone. */
export function dayIn(zone: string, moment: number): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).formatToParts(moment);
  const part = (type: string) => parts.find((one) => one.type === type)!.value;
  return `${part('year')}-${part('month')}-${part('day')}`;
}

/** Days are counted in UTC, where each has 24 hours. */
const noon = (day: string): number => Date.parse(`${day}T12:00:00Z`);

export const plusDays = (day: string, days: number): string => new Date(noon(day) + days * DAY).toISOString().slice(0, 10);

export const daysOf = ({ from, to }: Days): number => Math.round((noon(to) - noon(from)) / DAY) + 1;

export const isDay = (text: string | null): text is string => !!text && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(noon(text)) && plusDays(text, 0) === text;

const last = (days: number) => (today: string): Days => ({ from: plusDays(today, 1 - days), to: today });
const monthOf = (day: string): Days => {
  const [year, month] = day.split('-').map(Number) as [number, number];
  return { from: `${day.slice(0, 7)}-01`, to: new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10) };
};
const mondayOf = (day: string): string => plusDays(day, -((new Date(noon(day)).getUTCDay() + 6) % 7));

export const PRESETS: readonly { word: string; days: (today: string) => Days }[] = [
  { word: 'Today', days: last(1) },
  { word: 'Yesterday', days: (today) => ({ from: plusDays(today, -1), to: plusDays(today, -1) }) },
  { word: 'Last 7 days', days: last(USUAL) },
  { word: 'Last 14 days', days: last(14) },
  { word: 'Last 30 days', days: last(30) },
  { word: 'Last 90 days', days: last(90) },
  { word: 'Last week', days: (today) => ({ from: plusDays(mondayOf(today), -7), to: plusDays(mondayOf(today), -1) }) },
  { word: 'This month', days: (today) => ({ from: monthOf(today).from, to: today }) },
  { word: 'Last month', days: (today) => monthOf(plusDays(monthOf(today).from, -1)) },
  { word: 'This year', days: (today) => ({ from: `${today.slice(0, 4)}-01-01`, to: today }) },
];

/** The days asked for; null where the address asks for moments of a day. */
export function daysAsked({ from, to }: Period, today: string): Days | null {
  if (!from && !to) return last(USUAL)(today);
  return isDay(from) && isDay(to) && from <= to ? { from, to } : null;
}

/** What stands in the address: the usual days are asked by saying nothing, so that the link stays with the days as they go. */
export function periodFor(days: Days, today: string): Period {
  const usual = last(USUAL)(today);
  return days.from === usual.from && days.to === usual.to ? { from: null, to: null } : days;
}

/** As long, and ending where this one begins. */
export const daysBefore = (days: Days): Days => ({ from: plusDays(days.from, -daysOf(days)), to: plusDays(days.from, -1) });

const at = (day: string, format: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat('en-GB', { ...format, timeZone: 'UTC' }).format(noon(day));

/** “20 Nov”, with its year where that is not this year's. */
export const dayWords = (day: string, today: string): string =>
  at(day, { day: 'numeric', month: 'short', ...(day.slice(0, 4) === today.slice(0, 4) ? {} : { year: 'numeric' }) });

/** “7 to 20 Nov”, “24 Oct to 6 Nov”, “20 Nov”. */
export function daysWords({ from, to }: Days, today: string): string {
  if (from === to) return dayWords(to, today);
  const sameMonth = from.slice(0, 7) === to.slice(0, 7);
  const sameYear = from.slice(0, 4) === to.slice(0, 4);
  const first = sameMonth ? String(Number(from.slice(8))) : sameYear ? at(from, { day: 'numeric', month: 'short' }) : dayWords(from, today);
  return `${first} to ${dayWords(to, today)}`;
}

/** Moments of a day as well: “7 Nov 10:00 to 7 Nov 12:00”. */
export function periodWords(period: Period, today: string): string {
  const days = daysAsked(period, today);
  if (days) return daysWords(days, today);
  const moment = (text: string | null) => (text && isDay(text.slice(0, 10)) ? `${dayWords(text.slice(0, 10), today)} ${text.slice(11, 16)}`.trim() : 'now');
  return `${moment(period.from)} to ${moment(period.to)}`;
}

/** Why these days cannot be asked for, or nothing. */
export function wrongDays(from: string, to: string): string {
  if (!isDay(from) || !isDay(to)) return 'Both days are needed.';
  return from > to ? 'The first day comes after the last one.' : '';
}
