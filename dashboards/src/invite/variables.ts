// The message's #variable#s: where they stand, which one is being typed, and how one is put in. The server decides what they
// become; this is only what the editor needs to show.

import type { Variable } from '../lib/wire';

export interface Part {
  text: string;
  /** `open` is one being typed at the caret; `empty` has no value and no word kept ready. */
  kind: 'text' | 'variable' | 'empty' | 'unknown' | 'open';
}

export interface Completion {
  /** Where the # stands. */
  start: number;
  /** What was typed after it. */
  typed: string;
}

const VARIABLE = /#([a-z][\w.-]{0,63})(\|[^#\n]*)?#/g;
const BEING_TYPED = /#((?:[a-z][\w.-]*)?)$/;
/** A visitor's own attributes and events: always variables, and empty for whoever has none. */
const OWN = /^(attr|event)\./;

export function partsOf(text: string, variables: readonly Variable[], open: Completion | null = null): Part[] {
  const parts: Part[] = [];
  let from = 0;
  for (const found of text.matchAll(VARIABLE)) {
    parts.push(...plain(text, from, found.index, open));
    parts.push({ text: found[0], kind: kindOf(found[1]!, found[2], variables) });
    from = found.index + found[0].length;
  }
  return [...parts, ...plain(text, from, text.length, open)];
}

function plain(text: string, from: number, to: number, open: Completion | null): Part[] {
  const end = open ? open.start + 1 + open.typed.length : 0;
  const cut = open && open.start >= from && end <= to ? [from, open.start, end, to] : [from, to];
  const kinds: Part['kind'][] = cut.length > 2 ? ['text', 'open', 'text'] : ['text'];
  return kinds.map((kind, i) => ({ text: text.slice(cut[i], cut[i + 1]), kind })).filter((part) => part.text !== '');
}

function kindOf(name: string, fallback: string | undefined, variables: readonly Variable[]): Part['kind'] {
  const known = variables.find((variable) => variable.name === name);
  if (!known && !OWN.test(name)) return 'unknown';
  return (known?.value ?? null) === null && fallback === undefined ? 'empty' : 'variable';
}

/** A # with only letters between it and the caret asks for the list; one that closes a variable does not. */
export function completionAt(text: string, caret: number): Completion | null {
  const before = text.slice(0, caret);
  const found = BEING_TYPED.exec(before);
  if (!found) return null;
  const closes = [...text.matchAll(VARIABLE)].some((one) => one.index < found.index + 1 && one.index + one[0].length > found.index);
  return closes ? null : { start: found.index, typed: found[1]! };
}

/** Names that begin with what was typed first, then those that hold it. */
export function matching(typed: string, variables: readonly Variable[]): Variable[] {
  const wanted = typed.toLowerCase();
  const begins = variables.filter((variable) => variable.name.startsWith(wanted));
  const holds = variables.filter((variable) => !begins.includes(variable) && variable.name.includes(wanted));
  return [...begins, ...holds];
}

export interface Edit {
  text: string;
  caret: number;
}

/** Puts a variable between two places of the text, taking a closing # along that is there already. */
export function withVariable(text: string, from: number, to: number, name: string): Edit {
  const end = from < to && text[to] === '#' ? to + 1 : to;
  const whole = `#${name}#`;
  return { text: text.slice(0, from) + whole + text.slice(end), caret: from + whole.length };
}

/** Every use of a misspelt name takes the right one; a word kept ready stays. */
export const corrected = (text: string, wrong: string, right: string): string =>
  text.replace(VARIABLE, (whole, name: string, fallback: string | undefined) =>
    name === wrong ? `#${right}${fallback ?? ''}#` : whole,
  );
