// An answer of the service that is asked for anew whenever the question changes. What was there stays until then.
import { untrack } from 'svelte';
import { api } from '../lib/api';
import { Loaded } from '../settings/loaded.svelte';
import { countsSimulated } from './simulated';

/** `path` gives the question; null: there is nothing to ask yet. To be made while a component is. */
export function answerTo<T>(path: () => string | null): Loaded<T> {
  const loaded = new Loaded<T>(() => api.get<T>(path()!));
  $effect(() => {
    if (path() !== null) untrack(() => void loaded.load());
  });
  $effect(() => {
    const said = (loaded.data as { simulated?: boolean } | null)?.simulated;
    if (said !== undefined) countsSimulated.set(said);
  });
  return loaded;
}
