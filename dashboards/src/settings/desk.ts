// What holds for the whole desk, and who gets the offline messages.
import { api } from '../lib/api';
import { Loaded } from './loaded.svelte';
import type { Desk } from './wire';

export const desk = new Loaded(() => api.get<Desk>('desk'));

/** Changes what is named; the document goes out whole. */
export async function putDesk(patch: Partial<Desk>): Promise<void> {
  const kept = desk.data ?? (await api.get<Desk>('desk'));
  const next = { ...kept, ...patch };
  await api.put('desk', next);
  desk.put(() => next);
}
