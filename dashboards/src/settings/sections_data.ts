// The parts of the settings, and who may see which. What a role may not do is not shown; the server refuses it anyway.
import type { Role } from './wire';

export type SectionName =
  | 'profile' | 'sign-in' | 'tokens'
  | 'canned' | 'templates' | 'offline-messages' | 'blocks'
  | 'operators' | 'seats' | 'departments' | 'routing'
  | 'sites' | 'desk' | 'mail' | 'webhooks' | 'audit';

/** Everybody, who chats, or who manages. */
type Needs = 'nothing' | 'converse' | 'settings';

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
      { name: 'offline-messages', word: 'Offline messages', needs: 'converse' },
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

const MAY: Record<Role, readonly Needs[]> = {
  administrator: ['nothing', 'converse', 'settings'],
  normal: ['nothing', 'converse'],
  marketer: ['nothing'],
};

/** What this role sees; a role nobody knows sees what needs nothing. */
export function groupsFor(role: string): SectionGroup[] {
  const may = MAY[role.toLowerCase() as Role] ?? MAY.marketer;
  return GROUPS.map(({ word, entries }) => ({ word, entries: entries.filter(({ needs }) => may.includes(needs)) })).filter(({ entries }) => entries.length > 0);
}

/** The part an address names, if this role may see it. */
export const sectionFor = (role: string, name: string | null): SectionEntry | null =>
  groupsFor(role).flatMap(({ entries }) => entries).find((entry) => entry.name === name) ?? null;

/** What one meets first: who manages meets the operators, everybody else themselves. */
export const firstFor = (role: string): SectionName => (sectionFor(role, 'operators') ? 'operators' : 'profile');
