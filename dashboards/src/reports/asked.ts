// The open report's question, from the address.
import { derived } from 'svelte/store';
import type { Readable } from 'svelte/store';
import { askedSite } from '../lib/asked/asked';
import { queryOf } from '../lib/asked/asked_data';
import { addressTo, go, route } from '../lib/route';
import type { Route } from '../lib/route';

type More = Readonly<Record<string, string | number | null | undefined>>;

/** Site, period, filters and what else: the query of a call; null until the site is known. */
export const questionFor: Readable<(more?: More) => string | null> = derived([route, askedSite], ([$route, $site]) => (more = {}) => ($site ? queryOf($site.key, $route, { compare: $route.compare, ...more }) : null));

/** Where the visits behind a figure are. */
export const visitsBehind: Readable<(filters: readonly string[], patch?: Partial<Route>) => { address: string; go: () => void }> = derived([route, askedSite], ([$route, $site]) => (filters: readonly string[], patch: Partial<Route> = {}) => {
  const to: Partial<Route> = { room: 'visits', section: null, item: null, site: $site?.key ?? $route.site, f: [...new Set([...$route.f, ...filters])], more: {}, ...patch };
  return { address: addressTo($route, to), go: () => go(to) };
});
