// Offline messages and the e-mail that goes out, as the server keeps them.
import { api } from '../lib/api';
import { Loaded } from '../settings/loaded.svelte';
import type { Mail, OfflineMessage } from '../settings/wire';

export const messages = new Loaded(async () => (await api.get<{ messages: OfflineMessage[] }>('offline-messages')).messages);
export const mails = new Loaded(async () => (await api.get<{ mails: Mail[] }>('mails')).mails);

export async function setHandled(id: string, handled: boolean): Promise<void> {
  await api.post(`offline-messages/${encodeURIComponent(id)}/handled`, { handled });
  await messages.load();
}

export async function retryMail(id: string): Promise<void> {
  await api.post(`mails/${encodeURIComponent(id)}/retry`);
  await mails.load();
}

export async function sendTest(to: string): Promise<void> {
  await api.post('mails/test', { to });
  await mails.load();
}
