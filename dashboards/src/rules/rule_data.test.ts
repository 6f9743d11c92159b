import { describe, expect, it } from 'vitest';
import { asOf, bodyOf, draftOf, nextVariant, problemsOf, shareWords, stateWords, switched } from './rule_data';
import type { Rule, RuleField } from './wire';

const FIELDS: RuleField[] = [{ field: 'page', label: 'Page', kind: 'words', operators: [{ is: 'matches', label: 'Matches' }], unit: null, choices: null, past: true }];
const RULE: Rule = {
  id: 'r1', site: 'KEY', name: 'Basket', on: true, when: { all: [{ field: 'page', is: 'matches', value: '/basket*' }] }, as: { group: 'g' }, delay: 5,
  often: { page: 1, visit: 1, visitor: 3 }, quiet_after_refusal: 86_400, holdout: 10, goal: null, goal_within: 7,
  variants: [{ id: 'a', name: 'Plain', weight: 1, texts: { '': 'Good evening', de: 'Guten Abend' } }],
  state: { open: 1, sent_today: 3, last: 0, acceptance: 0.215, pausing: null },
};

describe('a rule', () => {
  it('goes into the form and back unchanged', () => {
    const { id: _id, state: _state, ...body } = RULE;
    expect(bodyOf(draftOf(RULE, 'me', FIELDS), 'KEY')).toEqual(body);
  });

  it('is switched without its state going along', () => {
    expect(switched(RULE, false)).not.toHaveProperty('state');
    expect(switched(RULE, false)).toMatchObject({ on: false, name: 'Basket' });
  });

  it('begins off, with a holdout and as oneself', () => {
    expect(draftOf(null, 'me', FIELDS)).toMatchObject({ on: false, holdout: 10, as: 'agent:me' });
    expect(asOf('group:g')).toEqual({ group: 'g' });
  });

  it('says what is missing where it is', () => {
    const draft = draftOf(null, 'me', FIELDS);
    expect(Object.keys(problemsOf(draft, FIELDS)).sort()).toEqual(['name', 'variants', 'when']);
    expect(problemsOf({ ...draftOf(RULE, 'me', FIELDS), delay: 1.5, holdout: 91 }, FIELDS)).toEqual({ delay: 'Write whole seconds, 0 to 3600.', holdout: 'Write whole per cent, 0 to 90.' });
    expect(problemsOf(draftOf(RULE, 'me', FIELDS), FIELDS)).toEqual({});
  });
});

describe('variants', () => {
  it('take the first letter that is free', () => expect(nextVariant([{ ...RULE.variants[0]!, id: 'b' }, RULE.variants[0]!]).id).toBe('c'));
  it('share the visitors by weight', () => {
    const two = [RULE.variants[0]!, { ...RULE.variants[0]!, id: 'b', weight: 3 }];
    expect([shareWords(two, 0), shareWords(two, 1)]).toEqual(['25 %', '75 %']);
  });
});

it('says how it stands', () => {
  expect(stateWords(RULE.state)).toBe('3 sent today, 1 open, 22 % of those who saw it accepted');
  expect(stateWords({ open: 0, sent_today: 0, last: null, acceptance: null, pausing: null })).toBe('None sent today');
});
