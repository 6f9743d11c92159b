// The webhooks and what was delivered to them, as the server keeps them.
import { api } from '../lib/api';
import { Loaded } from '../settings/loaded.svelte';
import type { Delivery, Webhook } from '../settings/wire';

export const webhooks = new Loaded(async () => (await api.get<{ webhooks: Webhook[] }>('webhooks')).webhooks);

const address = (id: string): string => `webhooks/${encodeURIComponent(id)}`;

export async function addWebhook(body: { url: string; events: string[] }): Promise<Webhook & { secret: string }> {
  const added = await api.post<Webhook & { secret: string }>('webhooks', body);
  await webhooks.load();
  return added;
}

export async function changeWebhook(id: string, body: Omit<Webhook, 'id'>): Promise<void> {
  await api.put(address(id), body);
  webhooks.put((all) => all.map((one) => (one.id === id ? { id, ...body } : one)));
}

export async function deleteWebhook(id: string): Promise<void> {
  await api.delete(address(id));
  webhooks.put((all) => all.filter((one) => one.id !== id));
}

export const testWebhook = (id: string): Promise<void> => api.post(`${address(id)}/test`);
export const retryDelivery = (id: string): Promise<void> => api.post(`deliveries/${encodeURIComponent(id)}/retry`);

export interface Deliveries {
  deliveries: Delivery[];
  next: string | null;
}

export async function deliveriesOf(id: string, before: string | null): Promise<Deliveries> {
  const { deliveries, next = null } = await api.get<{ deliveries: Delivery[]; next?: string | null }>(`${address(id)}/deliveries${before ? `?before=${encodeURIComponent(before)}` : ''}`);
  return { deliveries, next };
}
