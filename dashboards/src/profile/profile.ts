// Oneself, as the server keeps one: profile, sessions, second factor, tokens.
import { api, ApiError } from '../lib/api';
import { Loaded } from '../settings/loaded.svelte';
import type { OpenSession, Operator, Token } from '../settings/wire';

export const own = new Loaded(async () => (await api.get<{ agent: Operator }>('agents/me')).agent);
export const sessions = new Loaded(async () => (await api.get<{ sessions: OpenSession[] }>('sessions')).sessions);
export const tokens = new Loaded(async () => (await api.get<{ tokens: Token[] }>('tokens')).tokens);

export async function saveOwn(patch: Pick<Operator, 'name' | 'title' | 'languages'>): Promise<void> {
  await api.put('agents/me', patch);
  await own.load();
}

export const changePassword = (old: string, next: string): Promise<void> => api.put('agents/me/password', { old, new: next });

export async function putPhoto(photo: Blob): Promise<void> {
  const answer = await fetch('/api/v1/agents/me/photo', { method: 'PUT', credentials: 'same-origin', headers: { 'Content-Type': 'application/octet-stream' }, body: photo });
  if (!answer.ok) {
    const said = (await answer.json().catch(() => ({}))) as { error?: string };
    throw new ApiError(answer.status, said.error ?? `The server could not take the photo (${answer.status}).`);
  }
  await own.load();
}

export async function deletePhoto(): Promise<void> {
  await api.delete('agents/me/photo');
  await own.load();
}

export async function endSession(id: string): Promise<void> {
  await api.delete(`sessions/${encodeURIComponent(id)}`);
  sessions.put((all) => all.filter((one) => one.id !== id));
}

/** Everywhere but here. */
export async function endOtherSessions(): Promise<void> {
  await api.delete('sessions');
  await sessions.load();
}

export interface SecondFactor {
  secret: string;
  uri: string;
  /** The path of the dark ones among `size` × `size` modules. */
  qr: string;
  size: number;
}

export const beginSecondFactor = (password: string): Promise<SecondFactor> => api.post<SecondFactor>('agents/me/second-factor', { password });

export async function confirmSecondFactor(code: string): Promise<string[]> {
  const { recovery } = await api.put<{ recovery: string[] }>('agents/me/second-factor', { code });
  own.put((one) => ({ ...one, second_factor: true }));
  return recovery;
}

export async function addToken(name: string): Promise<string> {
  const { token } = await api.post<{ token: string }>('tokens', { name });
  await tokens.load();
  return token;
}

export async function deleteToken(id: string): Promise<void> {
  await api.delete(`tokens/${encodeURIComponent(id)}`);
  tokens.put((all) => all.filter((one) => one.id !== id));
}
