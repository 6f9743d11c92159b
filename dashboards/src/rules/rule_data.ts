// A rule as it is being written, and what is said of one. Pure.
import type { Problems } from '../settings/problems_data';
import { wrong } from '../settings/problems_data';
import { conditionOf, groupOf, leafFor, rootOf, wrongInTree } from './condition_data';
import type { GroupNode } from './condition_data';
import type { As, Rule, RuleBody, RuleField, RuleState, Variant } from './wire';

const HOUR = 3600;
export const LONGEST_TEXT = 500;

/** As the form has it: `as` is `agent:ID` or `group:ID`, the quiet time is in hours, no goal is ''. */
export interface RuleDraft {
  name: string;
  on: boolean;
  when: GroupNode;
  as: string;
  delay: number;
  often: { page: number; visit: number; visitor: number };
  quiet_after_refusal: number;
  holdout: number;
  goal: string;
  goal_within: number;
  variants: Variant[];
}

const asWord = (as: As): string => ('agent' in as ? `agent:${as.agent}` : `group:${as.group}`);

export function asOf(word: string): As {
  const [kind, id = ''] = word.split(':', 2);
  return kind === 'group' ? { group: id } : { agent: id };
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** The next variant: its id is the first letter that is free. */
export function nextVariant(variants: readonly Variant[]): Variant {
  const id = [...LETTERS].find((letter) => !variants.some((one) => one.id === letter)) ?? `v${variants.length + 1}`;
  return { id, name: variants.length === 0 ? 'Plain' : `Variant ${id.toUpperCase()}`, weight: 1, texts: { '': '' } };
}

export function draftOf(rule: Rule | null, me: string, fields: readonly RuleField[]): RuleDraft {
  if (!rule) return fresh(me, fields);
  const { name, on, delay, often, holdout, goal_within } = rule;
  return {
    name, on, delay, often: { ...often }, holdout, goal_within,
    when: rootOf(rule.when), as: asWord(rule.as), quiet_after_refusal: rule.quiet_after_refusal / HOUR, goal: rule.goal ?? '',
    variants: rule.variants.map((one) => ({ ...one, texts: { ...one.texts } })),
  };
}

/** What a rule begins as: off, modest, and with a tenth of the visitors left alone. */
function fresh(me: string, fields: readonly RuleField[]): RuleDraft {
  const first = fields.find(({ field }) => field === 'page') ?? fields[0];
  return {
    name: '', on: false, when: groupOf([leafFor(first)]), as: `agent:${me}`, delay: 0, often: { page: 1, visit: 1, visitor: 3 },
    quiet_after_refusal: 24, holdout: 10, goal: '', goal_within: 7, variants: [nextVariant([])],
  };
}

export const bodyOf = (draft: RuleDraft, site: string): RuleBody => ({
  ...draft, site,
  name: draft.name.trim(), when: conditionOf(draft.when), as: asOf(draft.as), quiet_after_refusal: Math.round(draft.quiet_after_refusal * HOUR),
  goal: draft.goal || null,
  variants: draft.variants.map((one) => ({ ...one, name: one.name.trim(), texts: Object.fromEntries(Object.entries(one.texts).map(([tag, text]) => [tag, text.trim()])) })),
});

const isWhole = (value: number, least: number, most: number): boolean => Number.isInteger(value) && value >= least && value <= most;

export const problemsOf = (draft: RuleDraft, fields: readonly RuleField[]): Problems => {
  const tree = wrongInTree(draft.when, fields);
  const texts = draft.variants.flatMap((one) => Object.values(one.texts));
  return wrong(
    [draft.name.trim() === '', 'name', 'Give it a name, to be found by in reports.'],
    [tree !== null, 'when', tree ?? ''],
    [!isWhole(draft.delay, 0, 3600), 'delay', 'Write whole seconds, 0 to 3600.'],
    [!Object.values(draft.often).every((most) => isWhole(most, 1, 100)), 'often', 'Write whole numbers, 1 to 100.'],
    [!(draft.quiet_after_refusal >= 0 && draft.quiet_after_refusal <= 8760), 'quiet_after_refusal', 'Write hours, 0 to 8760.'],
    [!isWhole(draft.holdout, 0, 90), 'holdout', 'Write whole per cent, 0 to 90.'],
    [!isWhole(draft.goal_within, 1, 90), 'goal_within', 'Write whole days, 1 to 90.'],
    [draft.variants.some((one) => !isWhole(one.weight, 1, 1000)), 'variants', 'Weights are whole numbers, 1 to 1000.'],
    [texts.some((text) => text.length > LONGEST_TEXT), 'variants', `A text has at most ${LONGEST_TEXT} characters.`],
    [texts.some((text) => text.trim() === ''), 'variants', 'Write what every variant says, in each of its languages.'],
  );
};

/** The share of a variant among those who are invited, in words. */
export function shareWords(variants: readonly Variant[], at: number): string {
  const all = variants.reduce((sum, { weight }) => sum + (Number(weight) || 0), 0);
  return all === 0 ? '0 %' : `${Math.round((100 * (Number(variants[at]?.weight) || 0)) / all)} %`;
}

const percent = (share: number): string => `${Math.round(100 * share)} %`;

/** “3 sent today, 21 % of those who saw it accepted”. */
export function stateWords({ sent_today, open, acceptance }: RuleState): string {
  const parts = [sent_today === 0 ? 'None sent today' : `${sent_today.toLocaleString('en')} sent today`];
  if (open > 0) parts.push(`${open.toLocaleString('en')} open`);
  if (acceptance !== null) parts.push(`${percent(acceptance)} of those who saw it accepted`);
  return parts.join(', ');
}

/** What is sent to change only whether it is on. */
export const switched = ({ id: _id, state: _state, ...body }: Rule, on: boolean): RuleBody => ({ ...body, on });
