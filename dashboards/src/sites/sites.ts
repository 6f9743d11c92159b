// The sites there are: needed for the picker, the first-run snippet and their own room.
import { writable } from 'svelte/store';
import { api, reason } from '../lib/api';
import type { Installation } from '../settings/wire';
import type { WholeSite } from './site_data';

interface Sites {
  all: readonly WholeSite[];
  loaded: boolean;
  problem: string | null;
}

const known = writable<Sites>({ all: [], loaded: false, problem: null });

export const sites = { subscribe: known.subscribe };

export async function loadSites(): Promise<void> {
  try {
    const { sites: all } = await api.get<{ sites: WholeSite[] }>('sites');
    known.set({ all, loaded: true, problem: null });
  } catch (thrown) {
    known.update((before) => ({ ...before, problem: reason(thrown) }));
  }
}

export type SiteBody = Omit<WholeSite, 'key' | 'snippet'>;

const address = (key: string): string => `sites/${encodeURIComponent(key)}`;

/** Writes a new site, or a known one by its key; gives it back as the server keeps it. */
export async function saveSite(key: string | null, body: SiteBody): Promise<WholeSite> {
  const saved = key ? await api.put<WholeSite>(address(key), body) : await api.post<WholeSite>('sites', body);
  known.update((before) => ({ ...before, all: [...before.all.filter((site) => site.key !== saved.key), saved] }));
  return saved;
}

export async function deleteSite(key: string): Promise<void> {
  await api.delete(address(key));
  known.update((before) => ({ ...before, all: before.all.filter((site) => site.key !== key) }));
}

export const installationOf = (key: string): Promise<Installation> => api.get<Installation>(`${address(key)}/installation`);
