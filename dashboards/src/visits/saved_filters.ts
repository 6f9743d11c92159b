// Saved filters, one's own and those that colleagues share, as the server keeps them.
import { api } from '../lib/api';
import { Loaded } from '../settings/loaded.svelte';
import type { SavedFilter } from './wire';

export type FilterBody = Pick<SavedFilter, 'name' | 'query' | 'columns' | 'shared'>;

export const savedFilters = new Loaded(async () => (await api.get<{ filters: SavedFilter[] }>('filters')).filters);

const address = (id: string): string => `filters/${encodeURIComponent(id)}`;
const byName = (all: SavedFilter[]): SavedFilter[] => [...all].sort((a, b) => a.name.localeCompare(b.name));

export async function saveFilter(id: string | null, body: FilterBody): Promise<SavedFilter> {
  const saved = id ? await api.put<SavedFilter>(address(id), body) : await api.post<SavedFilter>('filters', body);
  savedFilters.put((all) => byName([...all.filter((one) => one.id !== saved.id), saved]));
  return saved;
}

export async function deleteFilter(id: string): Promise<void> {
  await api.delete(address(id));
  savedFilters.put((all) => all.filter((one) => one.id !== id));
}
