// What a saved filter keeps of an address. Pure.

/** The filters, in any order the same. */
export function queryOf(f: readonly string[]): string {
  const query = new URLSearchParams();
  for (const one of [...f].sort()) query.append('f', one);
  return query.toString();
}

export const filtersIn = (query: string): string[] => new URLSearchParams(query).getAll('f');

export const isSame = (query: string, f: readonly string[]): boolean => queryOf(filtersIn(query)) === queryOf(f);
