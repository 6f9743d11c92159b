// A department as it is being written. Pure.
import { wrong } from '../settings/problems_data';
import type { Problems } from '../settings/problems_data';
import type { Department, Hours } from '../settings/wire';
import { officeHours, wrongIn } from './hours_data';

export interface DepartmentDraft {
  name: string;
  live_chat: boolean;
  all_sites: boolean;
  sites: string[];
  always: boolean;
  hours: Hours;
  /** A new one has no id yet. */
  groups: { id?: string; name: string; agents: string[] }[];
}

export const draftOf = (one: Department | null, zone: string): DepartmentDraft => ({
  name: one?.name ?? '',
  live_chat: one?.live_chat ?? true,
  all_sites: !one || one.sites.length === 0,
  sites: one?.sites ?? [],
  always: !one?.hours,
  hours: one?.hours ?? officeHours(zone),
  groups: one?.groups ?? [],
});

export const problemsOf = (draft: DepartmentDraft): Problems =>
  wrong(
    [draft.name.trim() === '', 'name', 'A department needs a name: visitors choose by it.'],
    [!draft.all_sites && draft.sites.length === 0, 'sites', 'Choose a site, or all sites.'],
    [draft.groups.some(({ name }) => name.trim() === ''), 'groups', 'A group needs a name.'],
    [!draft.always && wrongIn(draft.hours) !== null, 'hours', wrongIn(draft.hours) ?? ''],
  );

export const bodyOf = (draft: DepartmentDraft) => ({
  name: draft.name.trim(),
  live_chat: draft.live_chat,
  sites: draft.all_sites ? [] : draft.sites,
  hours: draft.always ? null : draft.hours,
  // A department without groups has nobody: its first group bears its name.
  groups: draft.groups.length > 0 ? draft.groups.map((group) => ({ ...group, name: group.name.trim() })) : [{ name: draft.name.trim(), agents: [] }],
});

/** What deleting means, before it is done. */
export const deletionWords = (one: Department): string[] => [
  `Visitors can no longer choose ${one.name}, its groups go with it, and rules that name them ring at nobody in them any more. A chat that is ringing there goes on ringing.`,
  'The operators stay, and so does everything that was said.',
];
