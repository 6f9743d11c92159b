// Lines over time: how the moments are said, and the whole in a sentence. Pure.
import { figure } from './report_data';
import type { Interval, Line } from './report_data';

const FORMATS: Record<Interval, Intl.DateTimeFormatOptions> = {
  hour: { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  day: { weekday: 'short', day: 'numeric', month: 'short' },
  week: { day: 'numeric', month: 'short' },
  month: { month: 'long', year: 'numeric' },
};

const said = (moment: number, zone: string, format: Intl.DateTimeFormatOptions): string => new Intl.DateTimeFormat('en-GB', { ...format, timeZone: zone }).format(moment).replace(',', '');

/** “Wed 18 Nov”; a week by its first day. */
export const momentWords = (moment: number, interval: Interval, zone: string): string => (interval === 'week' ? 'Week of ' : '') + said(moment, zone, FORMATS[interval]);

/** Along the axis, shortly; a month is named with the first tick and where it changes. */
export function tickWords(moment: number, before: number | null, interval: Interval, zone: string): string {
  const date = (at: number, format: Intl.DateTimeFormatOptions) => said(at, zone, format);
  if (interval === 'hour') {
    const hour = date(moment, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
    return hour === '00:00' || before === null ? date(moment, { day: 'numeric', month: 'short' }) : hour;
  }
  if (interval === 'month') return date(moment, { month: 'short', ...(before === null ? { year: '2-digit' } : {}) });
  const sameMonth = before !== null && date(before, { month: 'short' }) === date(moment, { month: 'short' });
  return date(moment, sameMonth ? { day: 'numeric' } : { day: 'numeric', month: 'short' });
}

/** The indices at which ticks stand: at most so many, evenly. */
export function ticksAt(length: number, most: number): number[] {
  const step = Math.max(1, Math.ceil(length / most));
  return Array.from({ length: Math.ceil(length / step) }, (_, at) => at * step);
}

/** Where the line is highest; null where it never rises. */
export function peakOf(values: readonly (number | null)[]): number | null {
  const most = Math.max(...values.map((value) => value ?? 0));
  return most > 0 ? values.indexOf(most) : null;
}

/** For those who do not see the drawing. */
export function seriesSentence(line: Line, starts: readonly number[], interval: Interval, zone: string): string {
  const peak = peakOf(line.values);
  if (peak === null || starts.length === 0) return `${line.label}: none in this period`;
  const at = (index: number) => `${figure(line.kind, line.values[index])} on ${momentWords(starts[index]!, interval, zone)}`;
  return `${line.label} by ${interval}: ${at(0)}, highest ${at(peak)}, ${at(starts.length - 1)} at the end`;
}
