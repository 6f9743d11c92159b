// A canned response as it is being written. Pure.
import { wrong } from '../settings/problems_data';
import type { Problems } from '../settings/problems_data';
import type { Canned } from '../settings/wire';
import type { CannedBody } from './canned';

export const LONGEST = 2_000;

/** What a short-cut may not be: the commands of the composer. */
const TAKEN = ['/t', '/a'];

export const draftOf = (one: Canned | null, mayShare: boolean): CannedBody => ({
  shortcut: one?.shortcut ?? '/',
  title: one?.title ?? '',
  text: one?.text ?? '',
  shared: one?.shared ?? mayShare,
});

/** `Hours` → `/hours`: as it will be typed. */
export const shortcutOf = (typed: string): string => `/${typed.trim().replace(/^\/+/, '').toLowerCase()}`;

export const problemsOf = ({ shortcut, title, text }: CannedBody): Problems =>
  wrong(
    [!/^\/[\p{L}\p{N}-]+$/u.test(shortcutOf(shortcut)), 'shortcut', 'A short-cut is / and letters, digits or -, as /hours.'],
    [TAKEN.includes(shortcutOf(shortcut)), 'shortcut', `${shortcutOf(shortcut)} is a command already: /t transfers, /a accepts.`],
    [title.trim() === '', 'title', 'Give it a title, to be found by.'],
    [text.trim() === '', 'text', 'Write the response.'],
  );

export const bodyOf = (draft: CannedBody): CannedBody => ({ ...draft, shortcut: shortcutOf(draft.shortcut), title: draft.title.trim(), text: draft.text.trim() });

/** Those that fit what is typed, by short-cut. */
export function found(all: readonly Canned[], typed: string): Canned[] {
  const asked = typed.trim().toLowerCase();
  const fits = ({ shortcut, title, text }: Canned) => [shortcut, title, text].some((words) => words.toLowerCase().includes(asked));
  return all.filter(fits).sort((a, b) => a.shortcut.localeCompare(b.shortcut));
}

/** The variables one asks for most, and what they become; every one of the invitations' works as well. */
export const VARIABLES: readonly { name: string; what: string }[] = [
  { name: '%VISITOR%', what: 'The visitor’s name, or their public name' },
  { name: '%OPERATOR%', what: 'The name you speak under' },
  { name: '#first_name|there#', what: 'First name; “there” where it is not known' },
  { name: '#email#', what: 'E-mail address' },
  { name: '#company#', what: 'The site’s company' },
  { name: '#greeting#', what: 'Good morning, afternoon or evening, there' },
  { name: '#local_time#', what: 'The visitor’s clock' },
  { name: '#city#', what: 'City' },
  { name: '#country#', what: 'Country' },
  { name: '#page_title#', what: 'The page they look at' },
  { name: '#page_url#', what: 'Its address' },
  { name: '#pages#', what: 'Pages in this visit' },
  { name: '#time_on_site#', what: 'Time in this visit' },
  { name: '#referrer#', what: 'Where they came from' },
];
