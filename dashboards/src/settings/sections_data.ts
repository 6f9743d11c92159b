// The parts of the settings, and who may see which. What a role may not do is not shown; the server refuses it anyway.
import type { Right } from '../lib/wire';

export type SectionName =
  | 'profile' | 'sign-in' | 'tokens'
  | 'canned' | 'templates' | 'rules' | 'offline' | 'blocks'
  | 'operators' | 'seats' | 'departments' | 'routing'
  | 'sites' | 'desk' | 'mail' | 'webhooks' | 'audit';

/** Everybody, or who has this right. */
type Needs = 'nothing' | Right;

export interface SectionEntry {
  name: SectionName;
  word: string;
  needs: Needs;
}

export interface SectionGroup {
  word: string;
  entries: readonly SectionEntry[];
}

const GROUPS: readonly SectionGroup[] = [
  {
    word: 'You',
    entries: [
      { name: 'profile', word: 'My profile', needs: 'nothing' },
      { name: 'sign-in', word: 'Password and sign-in', needs: 'nothing' },
      { name: 'tokens', word: 'API tokens', needs: 'nothing' },
    ],
  },
  {
    word: 'Conversations',
    entries: [
      { name: 'canned', word: 'Canned responses', needs: 'converse' },
      { name: 'templates', word: 'Templates', needs: 'converse' },
      { name: 'rules', word: 'Automatic invitations', needs: 'reports' },
      { name: 'offline', word: 'Offline messages', needs: 'converse' },
      { name: 'blocks', word: 'Blocks', needs: 'converse' },
    ],
  },
  {
    word: 'People',
    entries: [
      { name: 'operators', word: 'Operators', needs: 'settings' },
      { name: 'departments', word: 'Departments', needs: 'settings' },
      { name: 'routing', word: 'URL routing', needs: 'settings' },
      { name: 'seats', word: 'Seats', needs: 'settings' },
    ],
  },
  {
    word: 'Service',
    entries: [
      { name: 'sites', word: 'Sites', needs: 'nothing' },
      { name: 'desk', word: 'Desk', needs: 'settings' },
      { name: 'mail', word: 'E-mail', needs: 'settings' },
      { name: 'webhooks', word: 'Webhooks', needs: 'settings' },
      { name: 'audit', word: 'Audit log', needs: 'settings' },
    ],
  },
];

/** What somebody with these rights sees. */
export function groupsFor(rights: readonly Right[]): SectionGroup[] {
  const may = (needs: Needs) => needs === 'nothing' || rights.includes(needs);
  return GROUPS.map(({ word, entries }) => ({ word, entries: entries.filter(({ needs }) => may(needs)) })).filter(({ entries }) => entries.length > 0);
}

/** The part an address names, if these rights open it. */
export const sectionFor = (rights: readonly Right[], name: string | null): SectionEntry | null =>
  groupsFor(rights).flatMap(({ entries }) => entries).find((entry) => entry.name === name) ?? null;

/** What one meets first: who manages meets the operators, everybody else themselves. */
export const firstFor = (rights: readonly Right[]): SectionName => (sectionFor(rights, 'operators') ? 'operators' : 'profile');
