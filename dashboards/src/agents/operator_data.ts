// An operator as they are being written, and their words. Pure.
import { presence } from '../chats/presence';
import type { MarkName } from '../lib/marks';
import type { Colleague } from '../lib/wire_desk';
import { wrong } from '../settings/problems_data';
import type { Problems } from '../settings/problems_data';
import type { Department, Operator, Role } from '../settings/wire';

export interface OperatorDraft {
  name: string;
  email: string;
  /** Empty: one is made, or the old one stays. */
  password: string;
  role: Role;
  title: string;
  languages: string[];
  /** As typed; empty: no limit. */
  capacity: number | null;
  groups: string[];
  active: boolean;
}

export type OperatorBody = Omit<OperatorDraft, 'password' | 'active'> & { password?: string };

export const ROLES: readonly { role: Role; word: string; what: string }[] = [
  { role: 'administrator', word: 'Administrator', what: 'Everything: chats, everybody’s chats, people, settings.' },
  { role: 'normal', word: 'Normal', what: 'Chats and invitations. No other operators’ chats, no settings.' },
  { role: 'marketer', word: 'Marketer', what: 'Reports and visit detail. No chats.' },
];

export const roleWord = (role: string): string => ROLES.find((one) => one.role === role)?.word ?? role;

export const LEAST_PASSWORD = 12;
const MOST_CHATS = 50;

export const draftOf = (one: Operator | null): OperatorDraft => ({
  name: one?.name ?? '',
  email: one?.email ?? '',
  password: '',
  role: one?.role ?? 'normal',
  title: one?.title ?? '',
  languages: one?.languages ?? [],
  capacity: one ? one.capacity : 4,
  groups: one?.groups ?? [],
  active: one?.active ?? true,
});

const isChats = (value: number | null): boolean => value === null || (Number.isInteger(value) && value >= 1 && value <= MOST_CHATS);

export const problemsOf = (draft: OperatorDraft): Problems =>
  wrong(
    [draft.name.trim() === '', 'name', 'An operator needs a name.'],
    [!/^\S+@\S+$/.test(draft.email.trim()), 'email', 'Write an e-mail address: they sign in with it.'],
    [draft.password !== '' && draft.password.length < LEAST_PASSWORD, 'password', `A password has at least ${LEAST_PASSWORD} characters.`],
    [!isChats(draft.capacity), 'capacity', `Write a number from 1 to ${MOST_CHATS}, or nothing for no limit.`],
  );

export function bodyOf({ password, active: _, ...draft }: OperatorDraft): OperatorBody {
  const body = { ...draft, name: draft.name.trim(), email: draft.email.trim(), title: draft.title.trim() };
  return password ? { ...body, password } : body;
}

/** “Sales, Trade”: the groups' names, with the department where that is not the same word. */
export function groupNames(ids: readonly string[], departments: readonly Department[]): string[] {
  const all = departments.flatMap(({ name, groups }) => groups.map((group) => ({ id: group.id, word: group.name === name ? name : `${name}: ${group.name}` })));
  return ids.flatMap((id) => all.find((group) => group.id === id)?.word ?? []);
}

/** What one operator is doing, in a mark and a word. `there`: as they stand at the desk, where that is known. */
export function stateOf(one: Operator, there?: Colleague): { mark: MarkName; word: string } {
  if (!one.active) return { mark: 'no', word: 'Deactivated' };
  if (there) return presence(there);
  return one.status === 'online' ? { mark: 'online', word: 'Online' } : { mark: 'away', word: 'Away' };
}

/** Who is active stands first, each by name. */
export const inOrder = (all: readonly Operator[]): Operator[] => [...all].sort((a, b) => Number(b.active) - Number(a.active) || a.name.localeCompare(b.name));

/** What deleting means, before it is done. */
export const deletionWords = (one: Operator): string[] => [
  `${one.name} can no longer sign in, and their sessions and tokens end at once. A chat they have open goes back to the queue.`,
  `What they wrote stays: their transcripts keep the name ${one.name}, and the months they were active stay in Seats. The e-mail address becomes free for another account.`,
  'To keep the account and only stop its use, deactivate it.',
];
