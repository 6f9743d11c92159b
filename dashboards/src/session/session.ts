// Who is signed in. Everything else waits for this: no session, no socket, only the door.
import { get, writable } from 'svelte/store';
import { api, ApiError, onSignedOut, reason } from '../lib/api';
import { connection } from '../lib/connection';
import { forgetDrafts } from '../lib/drafts';
import { toast } from '../lib/toast';
import type { Agent, Right } from '../lib/wire';

export type Session =
  | { is: 'unknown' }
  | { is: 'unreachable' }
  | { is: 'nobody' }
  | { is: 'agent'; agent: Agent; simulated: boolean; rights: readonly Right[]; idleMinutes: number | null };

const who = writable<Session>({ is: 'unknown' });

export const session = { subscribe: who.subscribe };

/** The agent signed in; only asked where there is one. */
export function me(): Agent {
  const now = get(who);
  if (now.is !== 'agent') throw new Error('nobody is signed in');
  return now.agent;
}

export const mayManage = (agent: Agent): boolean => agent.role.toLowerCase() === 'administrator';

/** Until the socket has told what this agent may, the role says it. */
function rightsOf(role: string): Right[] {
  const rights: Record<string, Right[]> = { administrator: ['converse', 'settings', 'others_chats', 'reports'], marketer: ['reports'] };
  return rights[role.toLowerCase()] ?? ['converse'];
}

export const may = (now: Session, right: Right): boolean => now.is === 'agent' && now.rights.includes(right);

function enter(agent: Agent): void {
  who.set({ is: 'agent', agent, simulated: false, rights: rightsOf(agent.role), idleMinutes: null });
  connection.open();
}

function leave(): void {
  connection.close();
  forgetDrafts();
  who.set({ is: 'nobody' });
}

export async function findSession(): Promise<void> {
  try {
    enter((await api.get<{ agent: Agent }>('session')).agent);
  } catch (thrown) {
    if (thrown instanceof ApiError && thrown.status === 401) leave();
    else who.set({ is: 'unreachable' });
  }
}

/** `code`: from the app, or a recovery code; asked for once the password was right. */
export async function signIn(email: string, password: string, code: string | null): Promise<void> {
  enter((await api.post<{ agent: Agent }>('session', { email, password, ...(code ? { code } : {}) })).agent);
}

export async function signOut(): Promise<void> {
  await api.delete('session').catch(() => undefined);
  leave();
}

export async function setStatus(status: Agent['status']): Promise<void> {
  try {
    await api.put('agents/me', { status });
  } catch (thrown) {
    return toast(reason(thrown));
  }
  statusIs(status);
}

/** As the server has it now, whoever changed it: this menu, another console, or the idle clock. */
export function statusIs(status: Agent['status']): void {
  who.update((now) => (now.is === 'agent' && now.agent.status !== status ? { ...now, agent: { ...now.agent, status } } : now));
}

/** A socket that will not open may mean that the session has ended elsewhere. */
async function stillKnown(): Promise<void> {
  const known = await api.get('session').catch((thrown: unknown) => !(thrown instanceof ApiError && thrown.status === 401));
  if (!known) leave();
}

onSignedOut(leave);
connection.subscribe(({ state }) => void (state === 'lost' && get(who).is === 'agent' && stillKnown()));
connection.on('hello', ({ agent, simulated, rights, desk }) =>
  who.set({ is: 'agent', agent, simulated, rights: rights ?? rightsOf(agent.role), idleMinutes: desk?.idle_minutes ?? null }));
connection.on('agent', ({ id, status }) => {
  const now = get(who);
  if (now.is === 'agent' && now.agent.id === id) statusIs(status);
});
