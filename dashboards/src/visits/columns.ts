// The columns of the visits: their words, their widths, and which of them the agent wants. Remembered in this browser.
import { writable } from 'svelte/store';

export type ColumnName = 'visitor' | 'began' | 'place' | 'entry' | 'exit' | 'pages' | 'duration' | 'from' | 'campaign' | 'device' | 'language' | 'goals' | 'events' | 'number';

export interface Column {
  name: ColumnName;
  word: string;
  width: string;
  figures: boolean;
}

export const COLUMNS: readonly Column[] = [
  { name: 'visitor', word: 'Visitor', width: 'minmax(0, 1.3fr)', figures: false },
  { name: 'began', word: 'Began', width: '92px', figures: false },
  { name: 'place', word: 'Place', width: 'minmax(0, 0.9fr)', figures: false },
  { name: 'entry', word: 'Entry and exit page', width: 'minmax(0, 1.5fr)', figures: false },
  { name: 'exit', word: 'Exit page', width: 'minmax(0, 1.2fr)', figures: false },
  { name: 'pages', word: 'Pages', width: '44px', figures: true },
  { name: 'duration', word: 'Duration', width: '62px', figures: true },
  { name: 'from', word: 'Came from', width: 'minmax(0, 1fr)', figures: false },
  { name: 'campaign', word: 'Campaign', width: 'minmax(0, 1fr)', figures: false },
  { name: 'device', word: 'Device', width: 'minmax(0, 0.85fr)', figures: false },
  { name: 'language', word: 'Language', width: 'minmax(0, 0.7fr)', figures: false },
  { name: 'goals', word: 'Goals', width: 'minmax(0, 0.8fr)', figures: false },
  { name: 'events', word: 'Events', width: '48px', figures: true },
  { name: 'number', word: 'Visit', width: '44px', figures: true },
];

export const USUAL: readonly ColumnName[] = ['visitor', 'began', 'place', 'entry', 'pages', 'duration', 'from', 'device', 'goals', 'number'];

const KEY = 'parlour.visits.columns';
const isColumn = (name: unknown): name is ColumnName => COLUMNS.some((one) => one.name === name);

/** Names that are columns, in the table's order; the visitor is always among them. */
export function known(names: readonly unknown[]): readonly ColumnName[] {
  const wanted = names.filter(isColumn);
  return COLUMNS.filter(({ name }) => name === 'visitor' || wanted.includes(name)).map(({ name }) => name);
}

function remembered(): readonly ColumnName[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? 'null');
    return Array.isArray(kept) ? known(kept) : USUAL;
  } catch {
    return USUAL;
  }
}

const chosen = writable(remembered());
chosen.subscribe((now) => localStorage.setItem(KEY, JSON.stringify(now)));

export const columns = { subscribe: chosen.subscribe };

export const setColumns = (names: readonly string[]): void => chosen.set(names.length > 0 ? known(names) : USUAL);

export const toggleColumn = (name: ColumnName): void => chosen.update((now) => known(now.includes(name) ? now.filter((one) => one !== name) : [...now, name]));

export const columnsShown = (names: readonly ColumnName[]): readonly Column[] => COLUMNS.filter(({ name }) => names.includes(name));
