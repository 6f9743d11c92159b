// A rule of URL routing as it is being written, and its words. Pure.
import type { Problems } from '../settings/problems_data';
import { wrong } from '../settings/problems_data';
import type { Rule } from '../settings/wire';

export type RuleDraft = Omit<Rule, 'id'>;

export const draftOf = (rule: Rule | null): RuleDraft => ({ pattern: rule?.pattern ?? '', agents: rule?.agents ?? [], groups: rule?.groups ?? [] });

/** As a pattern is written: without scheme, without spaces, without a slash at its end. */
export const patternOf = (typed: string): string => typed.trim().replace(/^[a-z]+:\/\//i, '').replace(/\/$/, '');

export const problemsOf = ({ pattern, agents, groups }: RuleDraft): Problems =>
  wrong(
    [patternOf(pattern) === '', 'pattern', 'Write an address, as shop.example or shop.example/lamps.'],
    [/\s/.test(patternOf(pattern)), 'pattern', 'An address has no spaces.'],
    [agents.length + groups.length === 0, 'agents', 'Choose at least one operator or group.'],
  );

/** What a pattern fits, in words. */
export function patternWords(pattern: string): string {
  const clean = patternOf(pattern);
  if (!clean) return '';
  if (clean.endsWith('*')) return 'Every address that begins like this; * stands for any characters.';
  if (clean.includes('/')) return 'This page and everything below it.';
  return clean.startsWith('*.') ? 'Every page of its subdomains.' : 'Every page of this host.';
}
