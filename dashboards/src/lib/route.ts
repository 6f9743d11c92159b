// The history: every state of the console is an address, and going there is `go`.
import { get, writable } from 'svelte/store';
import { addressOf, parseRoute } from './route_data';
import type { Room, Route } from './route_data';

export type { Room, Route };

const here = writable(parseRoute(new URL(location.href)));

export const route = { subscribe: here.subscribe };

/** What stays open only in the room where it was opened. */
const LEFT_BEHIND = { chat: null, visitor: null, invite: null, status: null, filter: '' };

/** Changes what is named and keeps the rest. `quietly` replaces the address: for every letter typed there is no way back. */
export function go(patch: Partial<Route>, quietly = false): void {
  const before = get(here);
  const moved = patch.room !== undefined && patch.room !== before.room;
  const next = { ...before, ...(moved ? LEFT_BEHIND : {}), ...patch };
  const address = addressOf(next);
  if (address === addressOf(before)) return;
  if (quietly) history.replaceState(null, '', address);
  else history.pushState(null, '', address);
  here.set(next);
}

/** For links: the address of a change, to be opened in another tab as well. */
export const addressTo = (from: Route, patch: Partial<Route>): string => addressOf({ ...from, ...LEFT_BEHIND, ...patch });

addEventListener('popstate', () => here.set(parseRoute(new URL(location.href))));
