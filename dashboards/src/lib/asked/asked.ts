// The site that visits and reports are asked about, and the names behind the ids in their filters.
import { derived, get, writable } from 'svelte/store';
import { sites } from '../../sites/sites';
import { api } from '../api';
import { clock } from '../clock';
import { goMeaning, route } from '../route';
import { NOBODY, fieldOf, queryOf, suggestionsIn } from './asked_data';
import type { Names, Suggestion, ValueRow } from './asked_data';
import { dayIn } from './period_data';

export type { Suggestion };

/** The one in the address, or the first there is; null until they are known, or where there is none. */
export const askedSite = derived([route, sites], ([$route, $sites]) => $sites.all.find((site) => site.key === $route.site) ?? ($route.site ? null : $sites.all[0]) ?? null);

/** Where one of several sites is meant, the address says which. To be called while the room is open. */
export function nameSite(): void {
  const all = get(sites).all;
  if (get(route).site === null && all.length > 1) goMeaning(all[0]!.key);
}

/** The day it is on the site's clocks. */
export const siteToday = derived([askedSite, clock], ([$site, $clock]) => dayIn($site?.time_zone ?? 'UTC', $clock));

const MOST = 8;
const ALL_COUNTRIES = 250;
const of = (name: string, list: 'goals' | 'rules' | 'templates') => async (site: string): Promise<Suggestion[]> =>
  (await api.get<Record<typeof list, { id: string; name: string }[]>>(`${name}?${new URLSearchParams({ site })}`))[list].map((one) => ({ value: one.id, word: one.name }));

const rules = async (site: string): Promise<Suggestion[]> => [...(await of('rules', 'rules')(site)), { value: NOBODY, word: 'An agent, by hand' }];

const LISTS: Record<string, (site: string) => Promise<Suggestion[]>> = {
  goal: of('goals', 'goals'), rule: rules, assigned_by: rules, left_alone_by: rules, template: of('templates', 'templates'),
};

/** Values of a field: what there was of it in the period, most first. Whoever may not read reports is suggested nothing. */
export async function suggested(field: string, site: string, words: string): Promise<Suggestion[]> {
  const { report } = fieldOf(field) ?? {};
  const { from, to } = get(route);
  try {
    if (LISTS[field]) return await LISTS[field](site);
    if (!report) return [];
    // Countries are searched by their names, which the service does not have.
    const asked = field === 'country' ? { limit: ALL_COUNTRIES } : { search: words, limit: MOST };
    const { rows } = await api.get<{ rows: ValueRow[] }>(`reports/${report}?${queryOf(site, { from, to, f: [] }, { ...asked, compare: 'none' })}`);
    return suggestionsIn(rows, field, words).slice(0, MOST);
  } catch {
    return [];
  }
}

const known = writable<Names>(new Map());

/** Names by id, as far as they have been asked for. */
export const names = { subscribe: known.subscribe };

const asked = new Set<string>();

/** Asks once for the names of goals, rules, templates and agents that these filters speak of. */
export function nameFilters(site: string, filters: readonly string[]): void {
  for (const field of new Set(filters.map((one) => one.split(':')[0]!))) {
    if (!(field in LISTS || field === 'agent') || asked.has(`${site} ${field}`)) continue;
    asked.add(`${site} ${field}`);
    void suggested(field, site, '').then((found) => known.update((before) => new Map([...before, ...found.map(({ value, word }) => [value, word] as const)])));
  }
}
