// The rows in view of Who's On, as the server tells them. Pure: news gives a new table and leaves the old alone.
import type { Frames, Lane, Row, StatusFilter, TableWindow, Totals } from '../lib/wire';
import type { Route } from '../lib/route_data';

export interface Table {
  rows: ReadonlyMap<string, Row>;
  /** The keys of the window, the first standing at `offset`. */
  order: readonly string[];
  offset: number;
  totals: Totals;
  /** Arrivals that wait until the order may move. */
  waiting: number;
}

const NOBODY: Totals = { here: 0, idle: 0, invited: 0, ringing: 0, chatting: 0, known: 0, bots: 0, matching: 0 };
export const EMPTY: Table = { rows: new Map(), order: [], offset: 0, totals: NOBODY, waiting: 0 };

/** Rows asked for above and below those on the screen. */
const MARGIN = 20;
const STEP = 10;
const MOST = 200;

const byKey = (rows: readonly Row[]): Map<string, Row> => new Map(rows.map((row) => [row.key, row]));

export function snapshot(frame: Frames['snapshot'], offset: number): Table {
  return { rows: byKey(frame.rows), order: frame.order, offset, totals: frame.totals, waiting: frame.waiting };
}

/** Rows outside the order are forgotten: the server sends them whole when they come back. */
export function changed(table: Table, frame: Frames['changes']): Table {
  const order = frame.order ?? table.order;
  const known = new Map([...table.rows, ...byKey(frame.rows)]);
  const rows = new Map(order.flatMap((key) => (known.has(key) ? [[key, known.get(key)!] as const] : [])));
  return { ...table, rows, order, totals: frame.totals, waiting: frame.waiting };
}

export const keyAt = (table: Table, index: number): string | undefined => table.order[index - table.offset];

export const indexOf = (table: Table, key: string): number => {
  const at = table.order.indexOf(key);
  return at < 0 ? -1 : at + table.offset;
};

/** The window to ask for when rows `first` to `last` are on the screen; the same while the margin holds. */
export function windowAround(first: number, last: number, before: { offset: number; size: number }): { offset: number; size: number } {
  const end = before.offset + before.size;
  const enough = (before.offset === 0 || first - before.offset >= STEP) && end - last >= STEP && last - first <= before.size;
  if (enough && before.size > 0) return before;
  const offset = Math.max(0, Math.floor((first - MARGIN) / STEP) * STEP);
  return { offset, size: Math.min(MOST, Math.ceil((last - offset + 2 * MARGIN) / STEP) * STEP) };
}

const STATUSES: readonly string[] = ['here', 'idle', 'invited', 'ringing', 'chatting', 'known'];

/** What the address asks for, in the server's words. */
export function windowOf(route: Route, part: { offset: number; size: number }): TableWindow {
  const lane: Lane = route.status === 'bots' ? 'bots' : 'people';
  const status = route.status && STATUSES.includes(route.status) ? (route.status as StatusFilter) : null;
  return { site: route.site, lane, status, filter: route.filter, sort: route.sort, descending: route.descending, ...part };
}

/** Two windows differ in what they ask about, not only in the part of it. */
export const sameQuestion = (a: TableWindow, b: TableWindow): boolean =>
  a.site === b.site && a.lane === b.lane && a.status === b.status && a.filter === b.filter && a.sort === b.sort && a.descending === b.descending;
