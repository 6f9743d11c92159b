import { describe, expect, it } from 'vitest';
import { funnelBody, funnelDraft, funnelProblems, goalBody, goalDraft, goalProblems, patternProblem, withinWords, withoutStep, withStep } from './goal_data';

const goal = { id: 'g', site: 's', name: 'Ordered', kind: 'page' as const, pattern: '/thanks*', value: 49.5 };
const funnel = { id: 'f', site: 's', name: 'To the order', within: 120, steps: [{ kind: 'page' as const, pattern: '/lamps*' }, { kind: 'event' as const, pattern: 'basket' }] };

describe('a goal', () => {
  it('is sent as it came', () => {
    const { id: _, ...body } = goal;
    expect(goalBody('s', goalDraft(goal))).toEqual(body);
    expect(goalBody('s', { ...goalDraft(goal), value: ' ' }).value).toBeNull();
    expect(goalBody('s', { ...goalDraft(goal), value: '12,5' }).value).toBe(12.5);
  });

  it('needs a name, a pattern that can match, and a number for a value', () => {
    expect(Object.keys(goalProblems(goalDraft(null)))).toEqual(['name', 'pattern']);
    expect(goalProblems({ ...goalDraft(goal), value: 'much' })).toHaveProperty('value');
    expect(goalProblems(goalDraft(goal))).toEqual({});
    expect(patternProblem({ kind: 'page', pattern: 'thanks' })).not.toBe('');
    expect(patternProblem({ kind: 'event', pattern: 'thanks' })).toBe('');
  });
});

describe('a funnel', () => {
  it('is sent as it came, its time in the largest unit that fits', () => {
    const { id: _, ...body } = funnel;
    expect(funnelDraft(funnel)).toMatchObject({ within: '2', unit: 'hours' });
    expect(funnelBody('s', funnelDraft(funnel))).toEqual(body);
    expect([withinWords(1440), withinWords(90), withinWords(2880)]).toEqual(['within 1 day', 'within 90 minutes', 'within 2 days']);
  });

  it('has two to eight steps', () => {
    let { steps } = funnelDraft(null);
    expect(withoutStep(steps, 0)).toHaveLength(2);
    for (let more = 0; more < 9; more++) steps = withStep(steps);
    expect(steps).toHaveLength(8);
    expect(withoutStep(steps, 3)).toHaveLength(7);
  });

  it('says which step is wrong', () => {
    const draft = funnelDraft(funnel);
    expect(funnelProblems(draft)).toEqual({});
    expect(funnelProblems({ ...draft, steps: [draft.steps[0]!, { kind: 'event', pattern: '' }] })['steps']).toContain('Step 2');
    expect(funnelProblems({ ...draft, within: '0' })).toHaveProperty('within');
  });
});
