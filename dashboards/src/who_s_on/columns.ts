// The table's columns: their words, their widths, and which of them the agent wants. Remembered in this browser.
import { writable } from 'svelte/store';
import type { Sort } from '../lib/wire';

export interface Column {
  sort: Sort;
  /** The class of its cells. */
  is: string;
  word: string;
  width: string;
  figures: boolean;
}

export const COLUMNS: readonly Column[] = [
  { sort: 'name', is: 'c-who', word: 'Visitor', width: 'minmax(0, 1.34fr)', figures: false },
  { sort: 'place', is: 'c-place', word: 'Place, time there', width: 'minmax(0, 0.9fr)', figures: false },
  { sort: 'page', is: 'c-page', word: 'Page now', width: 'minmax(0, 1.42fr)', figures: false },
  { sort: 'pages', is: 'c-pages', word: 'Pages', width: '44px', figures: true },
  { sort: 'on_site', is: 'c-on', word: 'On site', width: '62px', figures: true },
  { sort: 'idle', is: 'c-idle', word: 'Idle', width: '46px', figures: true },
  { sort: 'came_from', is: 'c-from', word: 'Came from', width: 'minmax(0, 1.06fr)', figures: false },
  { sort: 'device', is: 'c-dev', word: 'Device', width: 'minmax(0, 0.88fr)', figures: false },
  { sort: 'before', is: 'c-before', word: 'Before', width: '52px', figures: true },
];

/** Words begin small and figures big when a head is first clicked. */
export const startsDescending = (column: Column): boolean => column.figures;

export type Density = 'comfortable' | 'compact';

interface Look {
  hidden: readonly Sort[];
  density: Density;
}

const KEY = 'parlour.table';
const FRESH: Look = { hidden: [], density: 'comfortable' };

function remembered(): Look {
  try {
    return { ...FRESH, ...(JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Look>) };
  } catch {
    return FRESH;
  }
}

const chosen = writable(remembered());
chosen.subscribe((now) => localStorage.setItem(KEY, JSON.stringify(now)));

export const look = { subscribe: chosen.subscribe };

export const setDensity = (density: Density): void => chosen.update((now) => ({ ...now, density }));

export const toggleColumn = (sort: Sort): void =>
  chosen.update((now) => ({ ...now, hidden: now.hidden.includes(sort) ? now.hidden.filter((one) => one !== sort) : [...now.hidden, sort] }));

export const columnsShown = (hidden: readonly Sort[]): readonly Column[] => COLUMNS.filter((column) => !hidden.includes(column.sort));
