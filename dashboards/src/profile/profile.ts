// Oneself, as the server keeps one: profile, sessions, second factor, tokens.
import { api, ApiError } from '../lib/api';
import { Loaded } from '../settings/loaded.svelte';
import type { OpenSession, Operator, Token } from '../settings/wire';

/** It may come bare, or as the session's does. */
export const own = new Loaded(async () => {
  const answer = await api.get<Operator | { agent: Operator }>('agents/me');
  return 'agent' in answer ? answer.agent : answer;
});
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
  /** A square of `size` modules, as a path of dark ones. */
  qr: { path: string; size: number };
}

/** The drawing may come as path data beside its size, or as one thing. */
type SecondFactorWire = Omit<SecondFactor, 'qr'> & { qr: string | SecondFactor['qr']; size?: number };

export async function beginSecondFactor(password: string): Promise<SecondFactor> {
  const { qr, size, ...rest } = await api.post<SecondFactorWire>('agents/me/second-factor', { password });
  return { ...rest, qr: typeof qr === 'string' ? { path: qr, size: size ?? 0 } : qr };
}

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
