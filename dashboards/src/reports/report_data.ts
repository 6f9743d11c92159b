// What the service answers, and how its figures are said. Pure.
import { duration } from '../lib/clock';

export type FigureKind = 'count' | 'number' | 'share' | 'duration' | 'value';

export interface Span {
  from: string;
  to: string;
  zone: string;
  /** Milliseconds; the end is not in it. */
  start: number;
  end: number;
}

export interface Column {
  key: string;
  label: string;
  kind: FigureKind;
  definition: string;
}

/** null: cannot be reckoned. */
export type Figures = Readonly<Record<string, number | null>>;

export interface TableRow {
  label: string;
  detail: string | null;
  filters: string[];
  figures: Figures;
  before: Figures | null;
}

export interface Table {
  report: string;
  period: Span;
  before: Span | null;
  simulated: boolean;
  columns: Column[];
  rows: TableRow[];
  rows_total: number;
  totals: Figures;
  totals_before: Figures | null;
}

export interface Headline extends Column {
  value: number | null;
  before: number | null;
  filters: string[];
}

export interface Line {
  key: string;
  label: string;
  kind: FigureKind;
  values: (number | null)[];
  before: (number | null)[] | null;
}

export type Interval = 'hour' | 'day' | 'week' | 'month';

export interface Overview {
  period: Span;
  before: Span | null;
  simulated: boolean;
  figures: Headline[];
  series: { interval: Interval; starts: number[]; lines: Line[] };
}

const EMPTY = 'none';

const exact = (value: number, digits: number): string => value.toLocaleString('en', { minimumFractionDigits: 0, maximumFractionDigits: digits });
const whole = (value: number): string => exact(Math.round(value), 0);

/** Per cent with as many digits as say something: 6.1, 11. */
const perCent = (share: number): string => `${(Math.abs(share) * 100).toFixed(Math.abs(share) < 0.0995 ? 1 : 0)} %`;

/** A figure as it stands on the page; what cannot be reckoned is a word. */
export function figure(kind: FigureKind, value: number | null | undefined): string {
  if (value === null || value === undefined) return EMPTY;
  switch (kind) {
    case 'count': return whole(value);
    case 'number': return value.toLocaleString('en', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
    case 'share': return `${(value * 100).toFixed(1)} %`;
    case 'duration': return duration(value);
    case 'value': return exact(value, 2);
  }
}

/** At the axis: without the digits that say nothing there. */
export function figureOnAxis(kind: FigureKind, value: number): string {
  if (kind === 'share') return `${exact(value * 100, 1)} %`;
  return kind === 'duration' ? duration(value) : exact(value, value < 10 ? 2 : 0);
}

export interface Change {
  way: 'up' | 'down' | 'same';
  /** How much; empty where it did not change. */
  words: string;
}

/** Against the value before: shares in points, counts in per cent, the rest as it is measured. */
export function changeOf(kind: FigureKind, value: number | null, before: number | null): Change | null {
  if (value === null || before === null) return null;
  const by = value - before;
  const words = amount(kind, Math.abs(by), before);
  if (by === 0 || /^0?[.:0]*( %| points)?$/.test(words)) return { way: 'same', words: '' };
  return { way: by > 0 ? 'up' : 'down', words };
}

function amount(kind: FigureKind, by: number, before: number): string {
  if (kind === 'share') return `${(by * 100).toFixed(1)} points`;
  if (kind === 'duration') return duration(by);
  if (kind === 'number') return by.toFixed(1);
  return before === 0 ? figure(kind, by) : perCent(by / before);
}

/** For the last column of a table: “+4 %”, “−2 %”, “new”, “same”. */
export function changeWords(kind: FigureKind, value: number | null, before: number | null | undefined): string {
  if (before === null || before === undefined || (before === 0 && value)) return value ? 'new' : '';
  const change = changeOf(kind, value, before);
  if (!change || change.way === 'same') return change ? 'same' : '';
  return `${change.way === 'up' ? '+' : '−'}${change.words}`;
}

const VISITED: Record<string, string> = { entries: 'entry', exits: 'exit' };
const MORE: Record<string, string> = {
  bounces: 'pages:is:1', chats: 'chatted:is:yes', invited: 'invited:is:yes', accepted: 'outcome:is:accepted', declined: 'outcome:is:declined', expired: 'outcome:is:expired',
  undelivered: 'outcome:is:undelivered', withdrawn: 'outcome:is:withdrawn', superseded: 'outcome:is:superseded', viewed: 'outcome:is:accepted|declined|expired', answered: 'chatted:is:yes',
};

/** Lots fall before anything is sent: whoever was eligible is found by them, not by an invitation. */
const LOTS: Record<string, string> = { 'invited:': 'assigned:', 'invited_hour:': 'assigned_hour:', 'rule:': 'assigned_by:' };
const asLot = (filter: string): string => filter.replace(/^(invited|invited_hour|rule):/, (word) => LOTS[word]!);

/** Of those who were drawn, without those left alone. */
const notLeftAlone = (filters: readonly string[]): string[] =>
  filters.flatMap((one) => (/^assigned_by:is:/.test(one) ? [one, one.replace('assigned_by:is:', 'left_alone_by:is_not:')] : [one]));

/** What a report's rows are compared by, where that is not its first column. */
const MEASURES: Record<string, string> = { goals: 'reached' };

export const measureOf = (report: string): string | undefined => MEASURES[report];

/** The filters that lead from a row's figure to the visits behind it. */
export function behind(filters: readonly string[], column: string, report = ''): string[] {
  // Beside a goal stand all the visits of the period.
  if (report === 'goals' && column === 'visits') return [];
  const as = VISITED[column];
  if (column === 'eligible') return filters.map(asLot);
  if (column === 'assigned') return notLeftAlone(filters.map(asLot));
  if (as) return filters.map((one) => one.replace(/^page:/, `${as}:`));
  return MORE[column] ? [...filters, MORE[column]] : [...filters];
}

/** Reports whose rows together are all the visits, so that a sum leads to the visits behind it. */
const SHARED_OUT = ['pages', 'entry-pages', 'exit-pages', 'referrers', 'channels', 'sources', 'mediums', 'campaigns', 'countries', 'regions', 'cities', 'browsers', 'systems', 'devices', 'languages', 'new-returning'];

export const leadsOn = (report: string): boolean => SHARED_OUT.includes(report);

/** How long a row's bar is, as a share of the longest. */
export const barOf = (value: number | null | undefined, most: number): number => (value && most > 0 ? Math.max(0.004, value / most) : 0);

/** The next way to sort by a column: most first, then least first. */
export const sortedBy = (now: string | undefined, first: string, key: string): string => ((now ?? first) === key ? `-${key}` : key);

/** The file of a report, as a download. */
export const csvOf = (report: string, query: string): string => `/api/v1/reports/${report}.csv?${query}`;
