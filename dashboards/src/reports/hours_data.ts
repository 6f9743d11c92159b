// Hours by weekdays: a table whose cells are shaded by how much there was. Pure.
import { classOf, limitsFor } from './choropleth_data';

export interface Cell {
  weekday: number;
  hour: number;
  visits: number;
  chats: number;
}

export type What = 'visits' | 'chats';

export const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;

export interface Shaded {
  weekday: number;
  hour: number;
  count: number;
  /** 0 to 4. */
  is: number;
}

/** Seven rows of 24; an hour nobody told of is one without visits. */
export function shaded(cells: readonly Cell[], what: What): Shaded[][] {
  const counts = new Map(cells.map((cell) => [cell.weekday * 24 + cell.hour, cell[what]]));
  const limits = limitsFor(Math.max(0, ...counts.values()));
  return WEEKDAYS.map((_, day) => Array.from({ length: 24 }, (_hour, hour) => {
    const count = counts.get((day + 1) * 24 + hour) ?? 0;
    return { weekday: day + 1, hour, count, is: classOf(count, limits) };
  }));
}

export const hourFilters = ({ weekday, hour }: Pick<Shaded, 'weekday' | 'hour'>, what: What): string[] => [`weekday:is:${weekday}`, `hour:is:${hour}`, ...(what === 'chats' ? ['chatted:is:yes'] : [])];
