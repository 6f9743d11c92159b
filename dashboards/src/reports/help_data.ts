// Whether inviting helped, as the service reckons it. Pure.
import type { MarkName } from '../lib/marks';
import { NOBODY } from '../lib/asked/asked_data';
import { plusDays } from '../lib/asked/period_data';
import type { Days } from '../lib/asked/period_data';
import type { Estimate } from './interval_data';
import { figure } from './report_data';

export type Verdict = 'yes' | 'somewhat' | 'early' | 'no' | 'harm';

export interface Arm {
  key: string;
  label: string;
  visitors: number;
  reached: number;
  rate: number | null;
  value: number | null;
}

export interface Help {
  goal: { id: string; name: string; within_days: number };
  verdict: Verdict;
  headline: string;
  sentence: string;
  arms: Arm[];
  /** Visitors who are in neither arm yet. */
  waiting: number;
  variants: { key: string; label: string; visitors: number; reached: number; rate: number | null; accepted: number }[];
  rate: Estimate | null;
  value: Estimate | null;
  ratio: { ok: boolean; sentence: string };
  /** A day on which too few were drawn so far has no interval. */
  series: { at: number; difference: number | null; low: number | null; high: number | null }[];
  method: string;
}

export interface Step {
  key: string;
  label: string;
  /** null: cannot be reckoned. */
  count: number | null;
}

export interface Became {
  steps: Step[];
  endings: (Step & { share_of_viewed: number | null })[];
  open: Step[];
}

/** What is drawn by lot: a rule, by its id, or `manual`; and by which goal it is measured. */
export interface Measured {
  rule: string;
  goal: string;
  /** In words. */
  of: string;
}

interface RuleOf {
  id: string;
  name: string;
  on: boolean;
  goal: string | null;
}

export const MANUAL = 'manual';
const OWN = 'Agents’ own invitations';

/** What was asked for; else a rule that is on and has a goal, any rule that has one, or what agents send themselves. null: there is no goal. */
export function measuredBy(rules: readonly RuleOf[], goals: readonly { id: string }[], asked: { rule?: string; goal?: string }): Measured | null {
  const named = rules.find(({ id }) => id === asked.rule);
  const first = asked.rule ? undefined : (rules.find(({ on, goal }) => on && goal) ?? rules.find(({ goal }) => goal));
  const rule = named ?? first;
  const goal = asked.goal ?? rule?.goal ?? goals[0]?.id;
  return goal ? { rule: asked.rule ?? rule?.id ?? MANUAL, goal, of: rule?.name ?? OWN } : null;
}

/** Why some who were drawn are not compared yet. */
export function waitingWords(visitors: number, days: number): string {
  const who = visitors === 1 ? '1 visitor is waiting' : `${figure('count', visitors)} visitors are waiting`;
  const whose = visitors === 1 ? 'the' : 'their';
  return `${who}: ${whose} ${days === 1 ? 'day is' : `${days} days are`} not over.`;
}

/** As many days as are usual to compare. */
const LONG = 30;

/** The newest days of which everybody’s days are over. */
export const daysOver = (today: string, within: number): Days => ({ from: plusDays(today, -within - LONG), to: plusDays(today, -within - 1) });

/** The days that have an interval. */
export const narrowing = (series: Help['series']): (Estimate & { at: number })[] =>
  series.flatMap(({ at, difference, low, high }) => (difference === null || low === null || high === null ? [] : [{ at, difference, low, high }]));

/** Endings that come after the card was seen are told as a share of that; the others in words. */
const SEEN_FIRST = ['accepted', 'declined', 'expired'];
const WORDS: Record<string, string> = {
  undelivered: 'left before seeing it', withdrawn: 'taken back by us', superseded: 'by a person’s own', sent: 'on its way', delivered: 'not seen yet', viewed: 'counting down',
};

export const wayWords = (key: string, shareOfViewed: number | null): string =>
  SEEN_FIRST.includes(key) ? (shareOfViewed === null ? 'of seen' : `${(shareOfViewed * 100).toFixed(1)} % of seen`) : (WORDS[key] ?? '');

const MARKS: Record<string, MarkName> = {
  accepted: 'yes', declined: 'no', expired: 'time', undelivered: 'left', withdrawn: 'back', superseded: 'swap', sent: 'open', delivered: 'half', viewed: 'invited',
};

export const markOf = (key: string): MarkName => MARKS[key] ?? 'open';

const OUTCOMES: Record<string, string> = { viewed: 'accepted|declined|expired', accepted: 'accepted', answered: 'accepted', declined: 'declined', expired: 'expired', undelivered: 'undelivered', withdrawn: 'withdrawn', superseded: 'superseded' };

const idOf = (rule: string): string => (rule === MANUAL ? NOBODY : rule);

/** Where the lot of this rule fell so: the filters of those visits. */
export const armFilters = (rule: string, arm: string): string[] =>
  arm === 'held_out' ? [`left_alone_by:is:${idOf(rule)}`] : [`assigned_by:is:${idOf(rule)}`, `left_alone_by:is_not:${idOf(rule)}`];

/** The filters of the visits behind a step or an ending, of one rule, of what agents sent themselves, or of all. Empty: no filter can say it. */
export function stepFilters(key: string, rule = ''): string[] {
  if (key === 'eligible') return [rule ? `assigned_by:is:${idOf(rule)}` : 'assigned:is:yes'];
  if (key === 'assigned') return rule ? armFilters(rule, 'invited') : [];
  const invited = rule ? `rule:is:${idOf(rule)}` : 'invited:is:yes';
  if (key === 'sent') return [invited];
  if (!OUTCOMES[key]) return [];
  return [invited, `outcome:is:${OUTCOMES[key]}`, ...(key === 'answered' ? ['chatted:is:yes'] : [])];
}

const whole = (share: number): string => `${Math.round(share * 100)} %`;

/** “88 % of sent” the first time, then “69 %”. Before `sent` and at it there is nothing it is a share of. */
export function stepWords(count: number | null, sent: number, after: number): string {
  if (count === null || sent === 0 || after <= 0) return '';
  return after === 1 ? `${whole(count / sent)} of sent` : whole(count / sent);
}

export const ENDS = ['accepted', 'goal', 'goals'];

/** “very likely lies between”: the interval's ends, and whether zero is outside. */
export const leavesZero = ({ low, high }: Estimate): boolean => low > 0 || high < 0;
