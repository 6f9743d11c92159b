import { describe, expect, it } from 'vitest';
import { conditionOf, conditionWords, leafFor, leavesIn, operandFor, operandKind, rootOf, treeOf, wrongInTree } from './condition_data';
import type { Condition, RuleField } from './wire';

const words = { kind: 'words', operators: [{ is: 'matches', label: 'Matches' }, { is: 'one_of', label: 'One of' }, { is: 'is', label: 'Is' }], unit: null, choices: null, past: true } as const;
const FIELDS = [
  { ...words, field: 'page', label: 'Page' },
  { ...words, field: 'country', label: 'Country (two letters)' },
  { ...words, field: 'attribute', label: 'Attribute' },
  { field: 'seconds_on_page', label: 'Time on page', kind: 'number', operators: [{ is: 'at_least', label: 'At least' }], unit: 's', choices: null, past: true },
  { field: 'exit_intent', label: 'About to leave', kind: 'yes', operators: [{ is: 'yes', label: 'Yes' }, { is: 'no', label: 'No' }], unit: null, choices: null, past: false },
  { field: 'device', label: 'Device', kind: 'choice', operators: [{ is: 'is', label: 'Is' }], unit: null, choices: [{ value: 'phone', label: 'Phone' }], past: true },
  { field: 'hours', label: 'Hours', kind: 'hours', operators: [{ is: 'within', label: 'Within' }], unit: null, choices: null, past: true },
] as unknown as RuleField[];

const field = (name: string) => FIELDS.find((one) => one.field === name);

const BASKET: Condition = {
  all: [
    { field: 'page', is: 'matches', value: '/basket*' },
    { any: [{ field: 'seconds_on_page', is: 'at_least', value: 120 }, { field: 'exit_intent', is: 'yes' } as Condition] },
    { not: { field: 'country', is: 'one_of', value: ['FR', 'BE'] } },
  ],
};

describe('a tree of conditions', () => {
  it('goes into the editor and back unchanged', () => {
    expect(conditionOf(rootOf(BASKET))).toEqual(BASKET);
    const none: Condition = { not: { any: [{ field: 'page', is: 'is', value: '/' }] } };
    expect(conditionOf(rootOf(none))).toEqual(none);
  });

  it('begins with a group, and what is denied twice holds', () => {
    const leaf: Condition = { field: 'page', is: 'is', value: '/' };
    expect(conditionOf(rootOf(leaf))).toEqual({ all: [leaf] });
    expect(conditionOf(treeOf({ not: { not: leaf } }))).toEqual(leaf);
  });

  it('reads as a sentence', () => {
    expect(conditionWords(BASKET, FIELDS)).toBe('page matches /basket* and (time on page at least 120 s or about to leave) and not (country one of FR, BE)');
    expect(conditionWords({ field: 'attribute', is: 'is', value: '', name: 'plan' }, FIELDS)).toBe('attribute plan is nothing');
    expect(conditionWords({ field: 'hours', is: 'within', value: { days: [[['09:00', '17:00']], [], [], [], [], [], []] } }, FIELDS)).toBe('hours within Mon 09:00–17:00');
    expect(conditionWords({ field: 'device', is: 'is', value: 'phone' }, FIELDS)).toBe('device is Phone');
  });

  it('counts its conditions', () => expect(leavesIn(rootOf(BASKET))).toBe(4));
});

describe('what a condition is compared with', () => {
  it.each([['page', 'matches', 'words'], ['country', 'one_of', 'list'], ['seconds_on_page', 'at_least', 'number'], ['exit_intent', 'yes', 'none'], ['device', 'is', 'choice'], ['device', 'one_of', 'choices'], ['hours', 'within', 'hours']] as const)(
    'of %s %s is %s', (name, is, kind) => expect(operandKind(field(name), is)).toBe(kind));

  it('keeps what was written where it fits', () => {
    expect(operandFor(field('page'), 'one_of', '/a')).toEqual(['/a']);
    expect(operandFor(field('page'), 'matches', ['/a', '/b'])).toBe('/a');
    expect(operandFor(field('seconds_on_page'), 'at_least', '/a')).toBeNull();
    expect(operandFor(field('device'), 'is', 'lamp')).toBe('phone');
  });
});

describe('what is missing', () => {
  it.each([
    ['page', 'Page: write what it is compared with.'],
    ['seconds_on_page', 'Time on page: write a whole number.'],
    ['attribute', 'Write which attribute it is.'],
    ['exit_intent', null],
    ['hours', null],
  ])('in a new condition on %s', (name, sentence) => expect(wrongInTree(leafFor(field(name)), FIELDS)).toBe(sentence));

  it('is said of an empty group, too', () => expect(wrongInTree(rootOf({ all: [] }), FIELDS)).toContain('A group needs a condition'));
});
