// Rules that invite by themselves, as docs/REPORTS.md names what goes over the wire. Moments are milliseconds since 1970 (UTC).
import type { VisitLine } from '../visits/wire';

export type FieldKind = 'words' | 'number' | 'yes' | 'choice' | 'hours';

/** What a condition may speak of. */
export interface RuleField {
  field: string;
  label: string;
  kind: FieldKind;
  operators: { is: string; label: string }[];
  unit: string | null;
  choices: { value: string; label: string }[] | null;
  /** Whether *Try it on the past* can know it. */
  past: boolean;
}

export type Operand = string | number | string[] | WeekHours;

/** From Monday; each day's spans from and to, `09:00`. */
export interface WeekHours {
  days: [string, string][][];
}

export interface Leaf {
  field: string;
  is: string;
  value: Operand;
  /** Of an attribute: which one. */
  name?: string;
}

export type Condition = { all: Condition[] } | { any: Condition[] } | { not: Condition } | Leaf;

export interface Variant {
  id: string;
  name: string;
  weight: number;
  /** By language; the one under `''` is for every other language. */
  texts: Record<string, string>;
}

export type As = { agent: string } | { group: string };

export interface RuleState {
  open: number;
  sent_today: number;
  last: number | null;
  /** Of those who saw it in 90 days, 0 to 1; null while nobody has. */
  acceptance: number | null;
  /** Why it invites nobody just now, in a sentence. */
  pausing: string | null;
}

export interface RuleBody {
  site: string;
  name: string;
  on: boolean;
  when: Condition;
  as: As;
  /** Seconds. */
  delay: number;
  /** At most so many invitations. */
  often: { page: number; visit: number; visitor: number };
  /** Seconds. */
  quiet_after_refusal: number;
  /** Per cent. */
  holdout: number;
  goal: string | null;
  /** Days. */
  goal_within: number;
  variants: Variant[];
}

export interface Rule extends RuleBody {
  id: string;
  state: RuleState;
}

export interface Tried {
  visits: number;
  /** There were more visits than are tried at once. */
  cut: boolean;
  eligible: number;
  invitations: number;
  held_out: number;
  by_page: { label: string; count: number }[];
  by_hour: number[];
  by_day: { day: string; count: number }[];
  with: { rule: string; name: string; both: number }[];
  /** Fields of which the past knows nothing. */
  unknown: string[];
  sample: VisitLine[];
}

export type Verdict = 'would_invite' | 'waits' | 'no';

export interface WhyRule {
  id: string;
  name: string;
  on: boolean;
  verdict: Verdict;
  sentence: string;
  conditions: { says: string; found: string; holds: boolean; first_failed: boolean }[];
  limits: { says: string; holds: boolean }[];
}

export interface WhyNot {
  visitor: string;
  at: number;
  rules: WhyRule[];
}

export interface Attention {
  /** Invitations a visitor gets in a day, from rules and agents together. */
  per_day: number;
  gap_seconds: number;
  /** Per cent of manual invitations. */
  manual_holdout: number;
}

export interface Goal {
  id: string;
  name: string;
}
