// The canned responses, as the server keeps them: everybody's, and one's own.
import { api } from '../lib/api';
import type { ChatSummary } from '../lib/wire';
import { Loaded } from '../settings/loaded.svelte';
import type { Canned } from '../settings/wire';

export const canned = new Loaded(async () => (await api.get<{ canned: Canned[] }>('canned')).canned);

export type CannedBody = Omit<Canned, 'id'>;

export interface CannedPreview {
  text: string;
  /** Variables that there are not. */
  unknown: { name: string; did_you_mean: string | null }[];
  /** Variables that have no value now. */
  empty: string[];
}

const address = (id: string): string => `canned/${encodeURIComponent(id)}`;

export async function saveCanned(id: string | null, body: CannedBody): Promise<Canned> {
  const saved = id ? await api.put<Canned>(address(id), body) : await api.post<Canned>('canned', body);
  canned.put((all) => [...all.filter((one) => one.id !== saved.id), saved]);
  return saved;
}

export async function deleteCanned(id: string): Promise<void> {
  await api.delete(address(id));
  canned.put((all) => all.filter((one) => one.id !== id));
}

/** As it would read in this chat; without one nothing is known of the visitor. */
export const preview = (text: string, chat: string | null): Promise<CannedPreview> => api.post<CannedPreview>('canned/preview', { chat, text });

export const chatsNow = async (): Promise<ChatSummary[]> => (await api.get<{ chats: ChatSummary[] }>('chats')).chats.filter(({ state }) => state === 'active');
