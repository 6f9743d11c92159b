// What the list asks of the server, and what a saved filter keeps of an address. Pure.
import type { Route } from '../lib/route_data';

export type Asked = Pick<Route, 'from' | 'to' | 'f'> & { site: string };

/** The question without its page: site, period, filters. */
export function askedOf({ site, from, to, f }: Asked): URLSearchParams {
  const query = new URLSearchParams({ site });
  if (from) query.set('from', from);
  if (to) query.set('to', to);
  for (const one of f) query.append('f', one);
  return query;
}

/** What a saved filter keeps: the filters, in any order the same. */
export function queryOf(f: readonly string[]): string {
  const query = new URLSearchParams();
  for (const one of [...f].sort()) query.append('f', one);
  return query.toString();
}

export const filtersIn = (query: string): string[] => new URLSearchParams(query).getAll('f');

export const isSame = (query: string, f: readonly string[]): boolean => queryOf(filtersIn(query)) === queryOf(f);
