// The sites there are: needed for the picker, the first-run snippet and their own room.
import { writable } from 'svelte/store';
import { api, reason } from '../lib/api';
import type { Site } from '../lib/wire';

interface Sites {
  all: readonly Site[];
  loaded: boolean;
  problem: string | null;
}

const known = writable<Sites>({ all: [], loaded: false, problem: null });

export const sites = { subscribe: known.subscribe };

export async function loadSites(): Promise<void> {
  try {
    const { sites: all } = await api.get<{ sites: Site[] }>('sites');
    known.set({ all, loaded: true, problem: null });
  } catch (thrown) {
    known.update((before) => ({ ...before, problem: reason(thrown) }));
  }
}

export type SiteBody = Omit<Site, 'key' | 'snippet'>;

/** Writes a new site, or a known one by its key; gives it back as the server keeps it. */
export async function saveSite(key: string | null, body: SiteBody): Promise<Site> {
  const saved = key ? await api.put<Site>(`sites/${encodeURIComponent(key)}`, body) : await api.post<Site>('sites', body);
  known.update((before) => ({ ...before, all: [...before.all.filter((site) => site.key !== saved.key), saved] }));
  return saved;
}
