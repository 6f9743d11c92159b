// What visits and reports are asked: filters as the address and the server write them, `field:operator:value`. Pure.
import { countryName } from '../place_words';

export type Kind = 'words' | 'number' | 'yes' | 'choice';
export type Operator = 'is' | 'is_not' | 'contains' | 'contains_not' | 'starts' | 'at_least' | 'at_most';

export interface Filter {
  field: string;
  is: Operator;
  /** One of them must hold. An empty word is one too: nothing was told. */
  values: readonly string[];
}

export interface AskedField {
  field: string;
  label: string;
  group: string;
  kind: Kind;
  unit?: string;
  /** Value and word, where there are only these. */
  choices?: readonly (readonly [value: string, word: string])[];
  /** How an empty value is said. */
  none?: string;
  /** The report whose rows are this field's values. */
  report?: string;
  /** What one might not expect of it. */
  hint?: string;
}

const CHANNELS = [['direct', 'Direct'], ['search', 'Search'], ['social', 'Social'], ['email', 'E-mail'], ['paid', 'Paid'], ['campaign', 'Campaign'], ['referral', 'Referral']] as const;
const ENDINGS = [['accepted', 'Accepted'], ['declined', 'Declined'], ['expired', 'Expired'], ['undelivered', 'Undelivered'], ['withdrawn', 'Withdrawn'], ['superseded', 'Superseded']] as const;
const DEVICES = [['desktop', 'Desktop'], ['phone', 'Phone'], ['tablet', 'Tablet']] as const;
const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'].map((word, at) => [String(at + 1), word] as const);

const INVITATIONS = 'An invitation counts once it has ended.';
const CHATS = 'A chat counts once it has ended.';
const BOTH = 'Invitations and chats count once they have ended.';

export const FIELDS: readonly AskedField[] = [
  { field: 'page', label: 'Page seen', group: 'Pages', kind: 'words', report: 'pages' },
  { field: 'entry', label: 'Entry page', group: 'Pages', kind: 'words', report: 'entry-pages' },
  { field: 'exit', label: 'Exit page', group: 'Pages', kind: 'words', report: 'exit-pages' },
  { field: 'event', label: 'Event', group: 'Pages', kind: 'words', report: 'events' },
  { field: 'goal', label: 'Goal reached', group: 'Pages', kind: 'choice' },
  { field: 'channel', label: 'Channel', group: 'Came from', kind: 'words', choices: CHANNELS },
  { field: 'referrer', label: 'Referrer', group: 'Came from', kind: 'words', none: 'none (direct)', report: 'referrers' },
  { field: 'source', label: 'Source', group: 'Came from', kind: 'words', none: 'none', report: 'sources' },
  { field: 'medium', label: 'Medium', group: 'Came from', kind: 'words', none: 'none', report: 'mediums' },
  { field: 'campaign', label: 'Campaign', group: 'Came from', kind: 'words', none: 'none', report: 'campaigns' },
  { field: 'term', label: 'Campaign term', group: 'Came from', kind: 'words', none: 'none' },
  { field: 'content', label: 'Campaign content', group: 'Came from', kind: 'words', none: 'none' },
  { field: 'country', label: 'Country', group: 'Place', kind: 'words', none: 'unknown', report: 'countries' },
  { field: 'region', label: 'Region', group: 'Place', kind: 'words', none: 'unknown', report: 'regions' },
  { field: 'city', label: 'City', group: 'Place', kind: 'words', none: 'unknown', report: 'cities' },
  { field: 'browser', label: 'Browser', group: 'Technology', kind: 'words', none: 'unknown', report: 'browsers' },
  { field: 'system', label: 'System', group: 'Technology', kind: 'words', none: 'unknown', report: 'systems' },
  { field: 'device', label: 'Device', group: 'Technology', kind: 'words', none: 'unknown', choices: DEVICES },
  { field: 'language', label: 'Language', group: 'Technology', kind: 'words', none: 'unknown', report: 'languages' },
  { field: 'duration', label: 'Duration', group: 'Visit', kind: 'number', unit: 's' },
  { field: 'pages', label: 'Pages', group: 'Visit', kind: 'number' },
  { field: 'weekday', label: 'Weekday', group: 'Visit', kind: 'number', choices: WEEKDAYS },
  { field: 'hour', label: 'Hour', group: 'Visit', kind: 'number' },
  { field: 'number', label: 'Visit number', group: 'Visitor', kind: 'number' },
  { field: 'new', label: 'New visitor', group: 'Visitor', kind: 'yes' },
  { field: 'identified', label: 'Known by name', group: 'Visitor', kind: 'yes' },
  { field: 'visitor', label: 'Visitor', group: 'Visitor', kind: 'choice' },
  { field: 'simulated', label: 'Simulated', group: 'Visitor', kind: 'yes' },
  { field: 'invited', label: 'Invited', group: 'Conversation', kind: 'yes', hint: INVITATIONS },
  { field: 'outcome', label: 'Invitation', group: 'Conversation', kind: 'choice', choices: ENDINGS, hint: INVITATIONS },
  { field: 'rule', label: 'Invited by rule', group: 'Conversation', kind: 'choice', hint: INVITATIONS },
  { field: 'variant', label: 'Text of the rule', group: 'Conversation', kind: 'words', none: 'none', hint: INVITATIONS },
  { field: 'template', label: 'Template', group: 'Conversation', kind: 'choice', hint: INVITATIONS },
  { field: 'invited_hour', label: 'Hour of the invitation', group: 'Conversation', kind: 'number', hint: INVITATIONS },
  { field: 'assigned_hour', label: 'Hour of the lot', group: 'Conversation', kind: 'number' },
  { field: 'assigned', label: 'Drawn by lot', group: 'Conversation', kind: 'yes' },
  { field: 'assigned_by', label: 'Drawn by rule', group: 'Conversation', kind: 'choice' },
  { field: 'left_alone_by', label: 'Left alone by rule', group: 'Conversation', kind: 'choice' },
  { field: 'chatted', label: 'Chatted', group: 'Conversation', kind: 'yes', hint: CHATS },
  { field: 'chat_hour', label: 'Hour of the chat', group: 'Conversation', kind: 'number', hint: CHATS },
  { field: 'agent', label: 'Agent', group: 'Conversation', kind: 'choice', report: 'agents', hint: BOTH },
];

const OPERATORS: Record<Kind, readonly Operator[]> = {
  words: ['is', 'is_not', 'contains', 'contains_not', 'starts'],
  number: ['is', 'at_least', 'at_most'],
  yes: ['is'],
  choice: ['is', 'is_not'],
};

export const OPERATOR_WORDS: Record<Operator, string> = {
  is: 'is', is_not: 'is not', contains: 'contains', contains_not: 'does not contain', starts: 'begins with', at_least: 'at least', at_most: 'at most',
};

export const fieldOf = (field: string): AskedField | null => FIELDS.find((one) => one.field === field) ?? null;

/** A field with few known words is asked by them, not by parts of them. */
export const operatorsOf = (field: AskedField): readonly Operator[] => (field.kind === 'words' && field.choices ? OPERATORS.choice : OPERATORS[field.kind]);

/** Parts between the sign; a sign with a backslash before it belongs to its part. */
function partsOf(text: string): string[] {
  const parts = [''];
  const add = (letter: string) => (parts[parts.length - 1] += letter);
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '\\' && at + 1 < text.length) add(text[++at]!);
    else if (text[at] === '|') parts.push('');
    else add(text[at]!);
  }
  return parts;
}

/** null: not a filter that is known here; the server says what is wrong with it. */
export function parseFilter(text: string): Filter | null {
  const [, name = '', is = '', values = ''] = /^([^:]*):([^:]*):(.*)$/s.exec(text) ?? [];
  const field = fieldOf(name);
  if (!field || !OPERATORS[field.kind].includes(is as Operator)) return null;
  return { field: name, is: is as Operator, values: partsOf(values) };
}

export const printFilter = ({ field, is, values }: Filter): string => `${field}:${is}:${values.map((value) => value.replace(/[\\|]/g, '\\$&')).join('|')}`;

/** Stands for no rule, and for no template. */
export const NOBODY = '00000000-0000-0000-0000-000000000000';

/** Names of goals, rules, templates and agents, by id. */
export type Names = ReadonlyMap<string, string>;
export const NO_NAMES: Names = new Map();

export function valueWord(field: AskedField, value: string, names: Names = NO_NAMES): string {
  if (value === '') return field.none ?? 'nothing';
  if (field.field === 'country') return countryName(value.toUpperCase()) ?? value;
  if (/hour$/.test(field.field)) return `${value.padStart(2, '0')}:00`;
  if (value === NOBODY) return field.field === 'template' ? 'none' : 'an agent, by hand';
  const choice = field.choices?.find(([one]) => one === value.toLowerCase());
  return choice?.[1] ?? names.get(value) ?? (field.unit ? `${value} ${field.unit}` : value);
}

/** “Country is Germany or France”. What nobody can read is shown as it stands. */
export function filterWords(text: string, names: Names = NO_NAMES): string {
  const filter = parseFilter(text);
  const field = filter && fieldOf(filter.field);
  if (!filter || !field) return text;
  if (field.kind === 'yes') return `${field.label}: ${filter.values[0] === 'no' ? 'no' : 'yes'}`;
  return `${field.label} ${OPERATOR_WORDS[filter.is]} ${filter.values.map((value) => valueWord(field, value, names)).join(' or ')}`;
}

/** The same filter once; another value of the same field, asked the same way, stays a filter of its own. */
export const withFilter = (all: readonly string[], one: string): string[] => (all.includes(one) ? [...all] : [...all, one]);

/** What a row stands for as a value of this field, from the filters that lead to its visits. */
export function valueIn(filters: readonly string[], field: string): string | null {
  const own = filters.map(parseFilter).find((filter) => filter?.field === field && filter.is === 'is');
  return own?.values[0] ?? null;
}

export interface Suggestion {
  value: string;
  word: string;
}

/** A row of a report, as far as it names a value. */
export interface ValueRow {
  label: string;
  filters: string[];
}

/** The values that rows stand for, by the words in which they are searched. */
export function suggestionsIn(rows: readonly ValueRow[], field: string, words: string): Suggestion[] {
  const all = rows.flatMap(({ label, filters }) => {
    const value = valueIn(filters, field);
    return value === null ? [] : [{ value, word: field === 'country' ? valueWord(fieldOf(field)!, value) : label }];
  });
  return all.filter(({ value, word }) => `${word} ${value}`.toLowerCase().includes(words.toLowerCase()));
}

/** Why these values cannot be asked, or nothing. */
export function wrongValues(field: AskedField, values: readonly string[]): string {
  if (values.length === 0) return 'Say what to compare with.';
  if (field.kind === 'number' && values.some((value) => !/^\d+$/.test(value))) return 'Only whole numbers can be compared.';
  if (field.field === 'hour' && values.some((value) => Number(value) > 23)) return 'Hours are 0 to 23.';
  return '';
}

/** The service's query: site, period, filters, and what else is asked. */
export function queryOf(site: string, asked: { from: string | null; to: string | null; f: readonly string[] }, more: Readonly<Record<string, string | number | null | undefined>> = {}): string {
  const query = new URLSearchParams({ site });
  for (const [name, value] of Object.entries({ from: asked.from, to: asked.to, ...more })) if (value !== null && value !== undefined && value !== '') query.set(name, String(value));
  for (const one of asked.f) query.append('f', one);
  return String(query);
}
