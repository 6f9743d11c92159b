// Who rings: by department, by address, or everybody. One document, which goes out whole.
import { ApiError, api } from '../lib/api';
import { Loaded } from '../settings/loaded.svelte';
import type { Routing, Tried } from '../settings/wire';

export const routing = new Loaded(() => api.get<Routing>('routing'));

export async function putRouting(patch: Partial<Routing>): Promise<void> {
  const kept = routing.data ?? (await api.get<Routing>('routing'));
  const next = { ...kept, ...patch };
  // The server gives new rules their ids.
  const stored = await api.put<Routing | undefined>('routing', { ...next, rules: next.rules.map(({ id, ...rule }) => (id ? { id, ...rule } : rule)) });
  if (stored) routing.put(() => stored);
  else await routing.load();
}

export type Way = 'departments' | 'urls';

/** Switches a way on or off; the server's sentence comes back where the other one is in its way. */
export async function switchWay(way: Way, on: boolean): Promise<string | null> {
  try {
    await putRouting({ [way]: on });
    return null;
  } catch (thrown) {
    if (on && thrown instanceof ApiError && thrown.status === 422) return thrown.error;
    throw thrown;
  }
}

/** This one on, the other one off, in one step. */
export const switchOver = (way: Way): Promise<void> => putRouting({ departments: way === 'departments', urls: way === 'urls' });

export const tryUrl = (url: string, department: string | null): Promise<Tried> => api.post<Tried>('routing/try', { url, ...(department ? { department } : {}) });
