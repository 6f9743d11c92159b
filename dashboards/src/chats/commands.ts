// What a line that begins with a slash means, and what is offered while it is typed. Pure.
import type { Canned, Candidates } from '../lib/wire_desk';

export type Line =
  | { is: 'nothing' }
  | { is: 'text'; text: string }
  | { is: 'accept' }
  | { is: 'transfer'; to: string }
  | { is: 'canned'; one: Canned }
  | { is: 'unknown'; command: string };

/** Whom a chat may be offered to. */
export interface Candidate {
  is: 'agent' | 'group';
  id: string;
  name: string;
  /** Why it cannot be offered; null when it can. */
  why: string | null;
}

export type Choice =
  | { is: 'command'; text: '/t ' | '/a'; words: string }
  | { is: 'canned'; one: Canned }
  | { is: 'colleague'; to: Candidate };

const COMMANDS: Choice[] = [
  { is: 'command', text: '/t ', words: 'Transfer: write the name of a colleague or a group after it' },
  { is: 'command', text: '/a', words: 'Accept what is offered to you, or the chat that rings' },
];

export function lineOf(draft: string, canned: readonly Canned[]): Line {
  const text = draft.trim();
  if (text === '') return { is: 'nothing' };
  if (!text.startsWith('/')) return { is: 'text', text };
  if (text.startsWith('//')) return { is: 'text', text: text.slice(1) };
  const [command = '', ...rest] = text.split(/\s+/);
  const low = command.toLowerCase();
  if (low === '/a' && rest.length === 0) return { is: 'accept' };
  if (low === '/t') return { is: 'transfer', to: rest.join(' ') };
  const one = rest.length === 0 ? canned.find((each) => each.shortcut.toLowerCase() === low) : undefined;
  return one ? { is: 'canned', one } : { is: 'unknown', command };
}

/** A slash at the beginning asks for the menu; two, or a second line, do not. */
export const asksForMenu = (draft: string): boolean => /^\/(?!\/)[^\n]*$/.test(draft);

export function choicesFor(draft: string, canned: readonly Canned[], to: readonly Candidate[]): Choice[] {
  if (!asksForMenu(draft)) return [];
  const transfer = /^\/t\s+(.*)$/i.exec(draft);
  if (transfer) return named(to, transfer[1]!).map((one) => ({ is: 'colleague', to: one }));
  const typed = draft.toLowerCase();
  const commands = COMMANDS.filter((one) => one.is === 'command' && one.text.startsWith(typed));
  const rest = sought(canned, typed.slice(1)).map((one): Choice => ({ is: 'canned', one }));
  return typed === '/' ? [...rest, ...commands] : [...commands, ...rest];
}

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Short-cuts that begin with what is typed, then those with it anywhere in short-cut, title or text. */
export function sought(canned: readonly Canned[], typed: string): Canned[] {
  const wanted = plain(typed.trim());
  const rank = ({ shortcut, title, text }: Canned): number =>
    plain(shortcut).slice(1) === wanted ? 0 : plain(shortcut).slice(1).startsWith(wanted) ? 1 : plain(title).includes(wanted) ? 2 : plain(text).includes(wanted) ? 3 : 4;
  return canned.filter((one) => rank(one) < 4).sort((a, b) => rank(a) - rank(b) || a.shortcut.localeCompare(b.shortcut));
}

/** Those with a word of their name beginning so; who can be asked stands first. */
export function named(all: readonly Candidate[], typed: string): Candidate[] {
  const wanted = plain(typed.trim());
  const fits = ({ name }: Candidate) => plain(name).startsWith(wanted) || plain(name).split(/\s+/).some((word) => word.startsWith(wanted));
  return all.filter(fits).sort((a, b) => Number(a.why !== null) - Number(b.why !== null));
}

/** The one meant by a name written out: the exact one, else the only one that fits. A sentence when that is nobody, or several. */
export function meant(all: readonly Candidate[], typed: string): Candidate | string {
  if (typed === '') return 'Write the name of a colleague or a group after /t.';
  const fits = named(all, typed);
  const exact = fits.filter((one) => plain(one.name) === plain(typed));
  const [only, ...more] = exact.length > 0 ? exact : fits;
  if (!only) return `Nobody here is called ${typed}.`;
  if (more.length > 0) return `${typed} may be ${[only, ...more].map((one) => one.name).join(' or ')}: write more of the name.`;
  return only.why ? `${only.name}: ${only.why}` : only;
}

export const candidatesOf = ({ agents, groups }: Candidates): Candidate[] => [
  ...agents.map(({ id, name, why }): Candidate => ({ is: 'agent', id, name, why })),
  ...groups.map(({ id, name, there }): Candidate => ({ is: 'group', id, name, why: there ? null : 'Nobody of this group is there.' })),
];
