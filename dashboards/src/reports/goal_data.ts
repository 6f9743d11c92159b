// Goals and funnels: as the service has them, as they are written, and what is wrong before they are sent. Pure.
import { wrong } from '../settings/problems_data';
import type { Problems } from '../settings/problems_data';

export type TargetKind = 'page' | 'event';

export interface Target {
  kind: TargetKind;
  /** A path in which `*` stands for any characters; or an event's name. */
  pattern: string;
}

export interface Goal extends Target {
  id: string;
  site: string;
  name: string;
  /** null: the event's own. */
  value: number | null;
}

export interface Funnel {
  id: string;
  site: string;
  name: string;
  /** Minutes from the first step to the last. */
  within: number;
  steps: Target[];
}

export interface FunnelAnswer {
  name: string;
  steps: { label: string; visits: number; share_of_first: number | null; share_of_step_before: number | null; filters: string[] }[];
}

export type GoalDraft = Target & { name: string; value: string };

export const goalDraft = (goal: Goal | null): GoalDraft => ({ name: goal?.name ?? '', kind: goal?.kind ?? 'page', pattern: goal?.pattern ?? '', value: goal?.value?.toString() ?? '' });

const numberIn = (text: string): number => Number(text.trim().replace(',', '.'));

export const goalBody = (site: string, { name, kind, pattern, value }: GoalDraft): Omit<Goal, 'id'> => ({
  site, name: name.trim(), kind, pattern: pattern.trim(), value: value.trim() === '' ? null : numberIn(value),
});

/** What a target's pattern lacks, or nothing. */
export function patternProblem({ kind, pattern }: Target): string {
  if (!pattern.trim()) return kind === 'page' ? 'Which page? A path such as /basket/thanks.' : 'Which event? Its name.';
  return kind === 'page' && !/^[/*]/.test(pattern.trim()) ? 'A path begins with /, or with * for anything.' : '';
}

export const goalProblems = (draft: GoalDraft): Problems => wrong(
  [!draft.name.trim(), 'name', 'Give it a name.'],
  [patternProblem(draft) !== '', 'pattern', patternProblem(draft)],
  [draft.value.trim() !== '' && !Number.isFinite(numberIn(draft.value)), 'value', 'A number, or nothing.'],
);

export const MOST_STEPS = 8;
const FEWEST_STEPS = 2;

export interface FunnelDraft {
  name: string;
  within: string;
  unit: 'minutes' | 'hours' | 'days';
  steps: Target[];
}

export const UNITS = { minutes: 1, hours: 60, days: 24 * 60 } as const;

const fresh = (): Target => ({ kind: 'page', pattern: '' });

/** The largest unit in which the time is a whole number. */
export function funnelDraft(funnel: Funnel | null): FunnelDraft {
  const within = funnel?.within ?? UNITS.days;
  const unit = within % UNITS.days === 0 ? 'days' : within % UNITS.hours === 0 ? 'hours' : 'minutes';
  return { name: funnel?.name ?? '', within: String(within / UNITS[unit]), unit, steps: funnel?.steps.map((step) => ({ ...step })) ?? [fresh(), fresh()] };
}

export const withStep = (steps: readonly Target[]): Target[] => (steps.length < MOST_STEPS ? [...steps, fresh()] : [...steps]);
export const withoutStep = (steps: readonly Target[], at: number): Target[] => (steps.length > FEWEST_STEPS ? steps.filter((_, other) => other !== at) : [...steps]);

export const funnelBody = (site: string, { name, within, unit, steps }: FunnelDraft): Omit<Funnel, 'id'> => ({
  site, name: name.trim(), within: numberIn(within) * UNITS[unit], steps: steps.map(({ kind, pattern }) => ({ kind, pattern: pattern.trim() })),
});

export const funnelProblems = (draft: FunnelDraft): Problems => wrong(
  [!draft.name.trim(), 'name', 'Give it a name.'],
  [!/^\d+$/.test(draft.within.trim()) || Number(draft.within) < 1, 'within', 'A whole number, 1 or more.'],
  [draft.steps.some((step) => patternProblem(step) !== ''), 'steps', `Step ${draft.steps.findIndex((step) => patternProblem(step) !== '') + 1}: ${patternProblem(draft.steps.find((step) => patternProblem(step) !== '') ?? fresh())}`],
);

export const targetWords = ({ kind, pattern }: Target): string => (kind === 'page' ? pattern : `Event ${pattern}`);

export function withinWords(minutes: number): string {
  const { within, unit } = funnelDraft({ id: '', site: '', name: '', within: minutes, steps: [] });
  return `within ${within} ${within === '1' ? unit.slice(0, -1) : unit}`;
}
