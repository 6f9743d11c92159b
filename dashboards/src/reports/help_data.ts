// Whether inviting helped, as the service reckons it. Pure.
import type { MarkName } from '../lib/marks';
import type { Estimate } from './interval_data';

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
  goal: { id: string; name: string; within_days: number } | null;
  verdict: Verdict;
  headline: string;
  sentence: string;
  arms: Arm[];
  variants: { key: string; label: string; visitors: number; reached: number; rate: number | null; accepted: number }[];
  rate: Estimate | null;
  value: Estimate | null;
  ratio: { ok: boolean; sentence: string };
  enough: boolean;
  needed: number;
  series: (Estimate & { at: number })[];
  method: string;
}

export interface Step {
  key: string;
  label: string;
  count: number;
  share: number | null;
}

export interface Became {
  steps: Step[];
  endings: { key: string; label: string; count: number; share_of_viewed: number | null }[];
  open: { key: string; label: string; count: number }[];
}

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

/** The three that lead to the visits behind them, where filters can say it. */
const FILTERS: Record<string, string> = { sent: 'invited:is:yes', accepted: 'outcome:is:accepted', answered: 'chatted:is:yes' };

export const stepFilters = (key: string): string[] => (FILTERS[key] ? [FILTERS[key]] : []);

const whole = (share: number): string => `${Math.round(share * 100)} %`;

/** “88 % of sent” the first time, then “69 %”. Before `sent` there is nothing it is a share of. */
export function stepWords(step: Step, at: number): string {
  if (step.share === null || at === 0) return '';
  return at === 1 ? `${whole(step.share)} of sent` : whole(step.share);
}

/** “very likely lies between”: the interval's ends, and whether zero is outside. */
export const leavesZero = ({ low, high }: Estimate): boolean => low > 0 || high < 0;
