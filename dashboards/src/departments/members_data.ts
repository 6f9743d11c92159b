// Operators in groups: where one is, and what becomes of a move. Pure.
import type { Department } from '../settings/wire';

/** An operator being moved: out of a group, or from the list of all. */
export interface Move {
  agent: string;
  from: string | null;
  /** null: out of the group. */
  to: string | null;
}

export interface Rearranged {
  departments: Department[];
  /** Ids of the departments that are different now; who gains first, so that nobody is without a group in between. */
  changed: string[];
}

const holds = (department: Department, group: string | null): boolean => department.groups.some(({ id }) => id === group);

function membersAfter(group: { id: string; agents: readonly string[] }, { agent, from, to }: Move): string[] {
  const others = group.agents.filter((id) => id !== agent);
  if (group.id === to) return [...others, agent];
  return group.id === from ? others : [...group.agents];
}

export function rearranged(all: readonly Department[], move: Move): Rearranged {
  const { from, to } = move;
  if (from === to) return { departments: [...all], changed: [] };
  const departments = all.map((one) => ({ ...one, groups: one.groups.map((group) => ({ ...group, agents: membersAfter(group, move) })) }));
  const changed = [...all.filter((one) => holds(one, to)), ...all.filter((one) => holds(one, from))].map(({ id }) => id);
  return { departments, changed: [...new Set(changed)] };
}

/** The move that takes this one back. */
export const back = ({ agent, from, to }: Move): Move => ({ agent, from: to, to: from });

/** “Sales”, or “Sales: Trade” where the group is called differently. */
export function groupWord(all: readonly Department[], id: string): string {
  const department = all.find((one) => holds(one, id));
  const group = department?.groups.find((one) => one.id === id);
  if (!department || !group) return 'a group that is gone';
  return group.name === department.name ? group.name : `${department.name}: ${group.name}`;
}

export const groupsOf = (all: readonly Department[]): { id: string; word: string }[] => all.flatMap(({ groups }) => groups.map(({ id }) => ({ id, word: groupWord(all, id) })));
