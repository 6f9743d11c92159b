// The rules of a site, as the server keeps them, and what is asked about them.
import { api } from '../lib/api';
import { Loaded } from '../settings/loaded.svelte';
import { moved } from '../settings/order_data';
import type { Attention, Goal, Rule, RuleBody, RuleField, Tried, WhyNot } from './wire';

const asked = (path: string, query: Record<string, string>): string => `${path}?${new URLSearchParams(query)}`;
const address = (id: string): string => `rules/${encodeURIComponent(id)}`;

export interface RulesOfSite {
  rules: Rule[];
  fields: RuleField[];
  goals: Goal[];
}

/** What the pages of one site's rules need. */
export const rulesOf = (site: string): Loaded<RulesOfSite> =>
  new Loaded(async () => {
    const [{ rules }, { fields }, { goals }] = await Promise.all([
      api.get<{ rules: Rule[] }>(asked('rules', { site })),
      api.get<{ fields: RuleField[] }>('rules/fields'),
      api.get<{ goals: Goal[] }>(asked('goals', { site })),
    ]);
    return { rules, fields, goals };
  });

export type Rules = ReturnType<typeof rulesOf>;

export async function saveRule(of: Rules, id: string | null, body: RuleBody): Promise<Rule> {
  const saved = id ? await api.put<Rule>(address(id), body) : await api.post<Rule>('rules', body);
  of.put((all) => ({ ...all, rules: id ? all.rules.map((one) => (one.id === id ? saved : one)) : [...all.rules, saved] }));
  return saved;
}

export async function deleteRule(of: Rules, id: string): Promise<void> {
  await api.delete(address(id));
  of.put((all) => ({ ...all, rules: all.rules.filter((one) => one.id !== id) }));
}

/** Shown at once; where it is refused, the order is read again. */
export async function moveRule(of: Rules, site: string, from: number, to: number): Promise<void> {
  const rules = moved(of.data?.rules ?? [], from, to);
  of.put((all) => ({ ...all, rules }));
  try {
    await api.put(asked('rules/order', { site }), { ids: rules.map(({ id }) => id) });
  } catch (thrown) {
    await of.load();
    throw thrown;
  }
}

export const tryOnThePast = (rule: RuleBody, from: string, to: string): Promise<Tried> => api.post<Tried>('rules/try', { rule, from, to });

export const whyNot = (site: string, visitor: string): Promise<WhyNot> => api.get<WhyNot>(asked('rules/why-not', { site, visitor }));

export const attentionOf = (site: string): Loaded<Attention> => new Loaded(() => api.get<Attention>(asked('attention', { site })));

export const putAttention = (site: string, attention: Attention): Promise<unknown> => api.put(asked('attention', { site }), attention);
