// The blocks: visitors who may not chat for the rest of the day.
import { api } from '../lib/api';
import { Loaded } from '../settings/loaded.svelte';
import type { Block } from '../settings/wire';

let past = false;

export const blocks = new Loaded(async () => (await api.get<{ blocks: Block[] }>(`blocks${past ? '?all=true' : ''}`)).blocks);

/** With those that are over, or without. */
export function showPast(show: boolean): Promise<void> {
  past = show;
  return blocks.load();
}

export async function lift(id: string): Promise<void> {
  await api.delete(`blocks/${encodeURIComponent(id)}`);
  await blocks.load();
}
