// Business hours: seven days from Monday, each with spans of the day. Pure.
import type { Hours } from '../settings/wire';

export const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

export const WHOLE_DAY: [string, string] = ['00:00', '24:00'];
const OFFICE: [string, string] = ['09:00', '17:00'];

/** Monday to Friday, nine to five. */
export const officeHours = (time_zone: string): Hours => ({ time_zone, days: DAYS.map((_, day) => (day < 5 ? [[...OFFICE]] : [])) });

/** The next span of a day: after the last one, as far as there is room. */
export function nextSpan(spans: readonly [string, string][]): [string, string] {
  const last = spans.at(-1)?.[1];
  if (!last) return [...OFFICE];
  const hour = Number(last.slice(0, 2));
  const at = (value: number): string => `${String(Math.min(23, value)).padStart(2, '0')}:00`;
  return [at(hour + 1), at(hour + 3)];
}

/** The first thing that is wrong, in a sentence; null when nothing is. */
export function wrongIn(hours: Hours): string | null {
  for (const [day, spans] of hours.days.entries()) {
    const word = DAYS[day] ?? '';
    const sorted = [...spans].sort((a, b) => a[0].localeCompare(b[0]));
    if (spans.some(([from, to]) => !from || !to)) return `${word}: write both times.`;
    if (spans.some(([from, to]) => to <= from)) return `${word}: it has to close after it opens. For a night, end at 24:00 and begin the next day at 00:00.`;
    if (sorted.some(([from], at) => at > 0 && from < (sorted[at - 1]?.[1] ?? ''))) return `${word}: two times overlap.`;
  }
  return hours.days.every((spans) => spans.length === 0) ? 'It would never be open. Open one day, or switch live chat off.' : null;
}

const daySame = (a: [string, string][], b: [string, string][]): boolean => JSON.stringify(a) === JSON.stringify(b);

const spanWords = (spans: [string, string][]): string => spans.map(([from, to]) => `${from}–${to}`).join(', ');

const runWord = (first: number, last: number): string => {
  const short = (day: number): string => DAYS[day]?.slice(0, 3) ?? '';
  return first === last ? short(first) : `${short(first)}–${short(last)}`;
};

/** “Mon–Fri 09:00–17:00, Sat 10:00–14:00 (Europe/Warsaw)”. */
export function hoursWords(hours: Hours | null): string {
  if (!hours) return 'Always open';
  const runs: string[] = [];
  for (let first = 0; first < hours.days.length; ) {
    let last = first;
    const spans = hours.days[first] ?? [];
    while (last + 1 < hours.days.length && daySame(spans, hours.days[last + 1] ?? [])) last++;
    if (spans.length > 0) runs.push(`${runWord(first, last)} ${spanWords(spans)}`);
    first = last + 1;
  }
  return `${runs.join(', ') || 'Never open'} (${hours.time_zone})`;
}
