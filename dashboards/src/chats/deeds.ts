// What is done with a chat: taken, declined, left, handed over, blocked, written about. Each asks the server and shows what it answers.
import { api } from '../lib/api';
import { attempt } from '../lib/attempt';
import { go } from '../lib/route';
import { toast } from '../lib/toast';
import type { ChatSummary } from '../lib/wire';
import { firstRinging } from './chats_data';
import { room } from './chats_room.svelte';
import { offers } from './offers.svelte';

const isSummary = (body: unknown): body is ChatSummary => typeof body === 'object' && body !== null && 'visitor_name' in body && 'state' in body;

/** Does it, and shows the chat as the server now tells it. */
const ask = (path: string, body: unknown = {}): Promise<boolean> =>
  attempt(async () => {
    const answer = await api.post<unknown>(path, body);
    if (isSummary(answer)) room.told(answer);
  });

export async function accept(id: string): Promise<void> {
  if (await ask(`chats/${id}/accept`)) go({ room: 'chats', chat: id });
  else void room.history(id);
}

/** It does not ring here any more; the tab goes at once, whatever the network does. */
export async function decline(id: string): Promise<void> {
  const summary = room.chats.get(id)?.summary;
  if (!summary) return;
  room.close(id);
  if (!(await ask(`chats/${id}/decline`))) void room.history(id);
}

export async function leave(id: string): Promise<void> {
  const name = room.chats.get(id)?.summary.visitor_name;
  if (!(await ask(`chats/${id}/leave`))) return;
  room.close(id);
  toast(`You left the chat with ${name}.`);
}

/** What asks first: an offer, or the chat that rings. False when nothing does. */
export async function acceptFirst(): Promise<boolean> {
  const offer = offers.incoming[0];
  const ringing = firstRinging(room.chats);
  if (offer) await offers.accept(offer);
  else if (ringing) await accept(ringing.summary.id);
  return !!(offer ?? ringing);
}

export async function declineFirst(): Promise<void> {
  const offer = offers.incoming[0];
  const ringing = firstRinging(room.chats);
  if (offer) await offers.decline(offer);
  else if (ringing) await decline(ringing.summary.id);
}

export const block = (id: string, why: string): Promise<boolean> => ask(`chats/${id}/block`, why.trim() ? { reason: why.trim() } : {});

export const emailTranscript = (id: string, to: string): Promise<unknown> => api.post(`chats/${id}/email`, { to });

export const saveAbout = (id: string, tags: string[], note: string): Promise<boolean> =>
  attempt(async () => {
    const answer = await api.put<unknown>(`chats/${id}/about`, { tags, note });
    if (isSummary(answer)) room.told(answer);
  });
