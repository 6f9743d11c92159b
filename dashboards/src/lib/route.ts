// The history: every state of the console is an address, and going there is `go`.
import { get, writable } from 'svelte/store';
import { addressOf, parseRoute } from './route_data';
import type { Room, Route } from './route_data';

export type { Room, Route };

const here = writable(parseRoute(new URL(location.href)));

export const route = { subscribe: here.subscribe };

/** What stays open only in the room where it was opened. */
const LEFT_BEHIND = { chat: null, section: null, item: null, visitor: null, invite: null, status: null, filter: '', more: {} } as const;

/** The rooms that show all sites until one is chosen. */
const OF_ALL_SITES: readonly (Room | undefined)[] = ['whos_on', 'map', 'chats'];

/** The site that the address names because there a site is needed: nobody has chosen it. */
let meant: string | null = null;

const leftBehind = (from: Route, to: Partial<Route>): Partial<Route> => ({ ...LEFT_BEHIND, ...(from.site === meant && OF_ALL_SITES.includes(to.room) ? { site: null } : {}) });

/** Asked before one goes elsewhere: true keeps one here, and `leave` goes there after all. */
export type Guard = (leave: () => void) => boolean;

let guard: Guard | null = null;

/** What is being written here keeps one from leaving unasked, until the returned function is called. */
export function guarded(by: Guard): () => void {
  guard = by;
  return () => void (guard === by && (guard = null));
}

const isElsewhere = (a: Route, b: Route): boolean => a.room !== b.room || a.section !== b.section || a.item !== b.item;

/** Changes what is named and keeps the rest. `quietly` replaces the address: for every letter typed there is no way back. */
export function go(patch: Partial<Route>, quietly = false): void {
  const before = get(here);
  const moved = patch.room !== undefined && patch.room !== before.room;
  const next = { ...before, ...(moved ? leftBehind(before, patch) : {}), ...patch };
  const address = addressOf(next);
  if (address === addressOf(before)) return;
  if (isElsewhere(before, next) && guard?.(() => go(patch, quietly))) return;
  if (quietly) history.replaceState(null, '', address);
  else history.pushState(null, '', address);
  here.set(next);
}

/** Names a site where one is needed, for as long as one is there. */
export function goMeaning(site: string): void {
  meant = site;
  go({ site }, true);
}

/** For links: the address of a change, to be opened in another tab as well. */
export const addressTo = (from: Route, patch: Partial<Route>): string => addressOf({ ...from, ...leftBehind(from, patch), ...patch });

/** The browser has gone already: whoever is kept gets the address back. */
function returned(): void {
  const before = get(here);
  const next = parseRoute(new URL(location.href));
  const kept = isElsewhere(before, next) && guard?.(() => go(next));
  if (kept) history.pushState(null, '', addressOf(before));
  else here.set(next);
}

addEventListener('popstate', returned);
