// The tree of conditions as it is being written, and in words. Pure.
import { hoursWords } from '../departments/hours_data';
import type { Condition, Leaf, Operand, RuleField, WeekHours } from './wire';

export interface LeafNode {
  is_group: false;
  not: boolean;
  field: string;
  is: string;
  value: Operand | null;
  /** Of an attribute: which one. */
  name: string;
}

export interface GroupNode {
  is_group: true;
  not: boolean;
  match: 'all' | 'any';
  of: TreeNode[];
}

export type TreeNode = LeafNode | GroupNode;

/** How a group reads: the four ways in which its conditions belong together. */
export const MATCHES = [
  { key: 'all', word: 'All of these', match: 'all', not: false },
  { key: 'any', word: 'At least one of these', match: 'any', not: false },
  { key: 'none', word: 'None of these', match: 'any', not: true },
  { key: 'not_all', word: 'Not all of these together', match: 'all', not: true },
] as const;

export const matchOf = ({ match, not }: Pick<GroupNode, 'match' | 'not'>) => MATCHES.find((one) => one.match === match && one.not === not) ?? MATCHES[0];

/** What a field with this operator is compared with. */
export type OperandKind = 'none' | 'words' | 'list' | 'number' | 'choice' | 'choices' | 'hours';

export function operandKind(field: RuleField | undefined, is: string): OperandKind {
  if (!field || field.kind === 'yes') return 'none';
  if (field.kind === 'hours') return 'hours';
  if (is === 'one_of') return field.choices ? 'choices' : 'list';
  return field.kind === 'number' ? 'number' : field.choices ? 'choice' : 'words';
}

const officeDays = (): WeekHours => ({ days: Array.from({ length: 7 }, (_, day): [string, string][] => (day < 5 ? [['09:00', '17:00']] : [])) });

/** The operand to begin with; what was written stays where it fits. */
export function operandFor(field: RuleField | undefined, is: string, before: Operand | null): Operand | null {
  switch (operandKind(field, is)) {
    case 'none': return null;
    case 'number': return typeof before === 'number' ? before : null;
    case 'list':
    case 'choices': return Array.isArray(before) ? before : typeof before === 'string' && before ? [before] : [];
    case 'hours': return before !== null && typeof before === 'object' && 'days' in before ? before : officeDays();
    case 'choice': return typeof before === 'string' && field?.choices?.some(({ value }) => value === before) ? before : (field?.choices?.[0]?.value ?? '');
    case 'words': return typeof before === 'string' ? before : Array.isArray(before) ? (before[0] ?? '') : '';
  }
}

export function leafFor(field: RuleField | undefined): LeafNode {
  const is = field?.operators[0]?.is ?? 'is';
  return { is_group: false, not: false, field: field?.field ?? '', is, value: operandFor(field, is, null), name: '' };
}

export const groupOf = (of: TreeNode[]): GroupNode => ({ is_group: true, not: false, match: 'all', of });

const isLeaf = (condition: Condition): condition is Leaf => 'field' in condition;

export function treeOf(condition: Condition): TreeNode {
  if (isLeaf(condition)) return { is_group: false, not: false, field: condition.field, is: condition.is, value: condition.value ?? null, name: condition.name ?? '' };
  if ('not' in condition) {
    const node = treeOf(condition.not);
    return { ...node, not: !node.not };
  }
  return 'all' in condition ? { ...groupOf(condition.all.map(treeOf)) } : { ...groupOf(condition.any.map(treeOf)), match: 'any' };
}

/** The whole tree of a rule begins with a group. */
export function rootOf(condition: Condition): GroupNode {
  const node = treeOf(condition);
  return node.is_group ? node : groupOf([node]);
}

export function conditionOf(node: TreeNode): Condition {
  const plain = node.is_group ? groupCondition(node) : leafCondition(node);
  return node.not ? { not: plain } : plain;
}

const groupCondition = ({ match, of }: GroupNode): Condition => (match === 'all' ? { all: of.map(conditionOf) } : { any: of.map(conditionOf) });

function leafCondition({ field, is, value, name }: LeafNode): Leaf {
  const operand = typeof value === 'string' ? value.trim() : value;
  return { field, is, ...(name ? { name: name.trim() } : {}), ...(operand === null ? {} : { value: operand }) } as Leaf;
}

const fieldOf = (fields: readonly RuleField[], name: string) => fields.find(({ field }) => field === name);

/** What is missing in it, in a sentence; null when nothing is. */
export function wrongInTree(node: TreeNode, fields: readonly RuleField[]): string | null {
  if (node.is_group) {
    if (node.of.length === 0) return 'A group needs a condition: add one, or remove the group.';
    return node.of.map((one) => wrongInTree(one, fields)).find((sentence) => sentence !== null) ?? null;
  }
  return wrongInLeaf(node, fields);
}

function wrongInLeaf({ field, is, value, name }: LeafNode, fields: readonly RuleField[]): string | null {
  const known = fieldOf(fields, field);
  const label = (known?.label ?? field).replace(/ \([^)]*\)$/, '');
  if (field === 'attribute' && name.trim() === '') return 'Write which attribute it is.';
  const kind = operandKind(known, is);
  if (kind === 'number' && (typeof value !== 'number' || !Number.isInteger(value) || value < 0)) return `${label}: write a whole number.`;
  if (kind === 'words' && typeof value === 'string' && value.trim() === '' && is !== 'is') return `${label}: write what it is compared with.`;
  if ((kind === 'list' || kind === 'choices') && Array.isArray(value) && value.length === 0) return `${label}: name at least one.`;
  if (kind === 'hours' && (value as WeekHours).days.every((spans) => spans.length === 0)) return `${label}: open at least one hour of the week.`;
  return null;
}

/** “The page (path)” → “the page”. */
const lower = (words: string): string => (words.charAt(0).toLowerCase() + words.slice(1)).replace(/ \([^)]*\)$/, '');

function operandWords(value: Operand | undefined, field: RuleField | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'object' && !Array.isArray(value)) return hoursWords({ ...value, time_zone: '' }).replace(' ()', '');
  const say = (one: string | number) => field?.choices?.find((choice) => choice.value === one)?.label ?? (one === '' ? 'nothing' : String(one));
  const words = Array.isArray(value) ? value.map(say).join(', ') : say(value);
  // “Pages in this visit is at least 3 pages” says it twice.
  const says = field?.label.toLowerCase().includes(field.unit ?? '');
  return field?.unit && !says && !Array.isArray(value) ? `${words} ${field.unit}` : words;
}

function leafWords({ field, is, value, name }: Leaf, fields: readonly RuleField[]): string {
  const known = fieldOf(fields, field);
  const label = lower(field === 'attribute' && name ? `attribute ${name}` : (known?.label ?? field));
  if (known?.kind === 'yes') return is === 'no' ? `not ${label}` : label;
  const operator = known?.operators.find((one) => one.is === is)?.label ?? is.replaceAll('_', ' ');
  return [label, lower(operator), operandWords(value, known)].filter(Boolean).join(' ');
}

/** “page matches /basket* and (seconds on page at least 120 s or exit intent)”. */
export function conditionWords(condition: Condition, fields: readonly RuleField[], within = false): string {
  if (isLeaf(condition)) return leafWords(condition, fields);
  if ('not' in condition) return `not (${conditionWords(condition.not, fields)})`;
  const [of, between] = 'all' in condition ? [condition.all, ' and '] : [condition.any, ' or '];
  const words = of.map((one) => conditionWords(one, fields, true)).join(between);
  return within && of.length > 1 ? `(${words})` : words;
}

/** How many conditions there are in it. */
export const leavesIn = (node: TreeNode): number => (node.is_group ? node.of.reduce((sum, one) => sum + leavesIn(one), 0) : 1);
