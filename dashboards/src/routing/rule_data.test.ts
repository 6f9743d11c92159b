import { expect, it } from 'vitest';
import { draftOf, patternOf, patternWords, problemsOf } from './rule_data';

it('takes an address as it is copied from a browser', () => {
  expect(['https://shop.example/lamps/', ' shop.example ', '*.shop.example/sale/*'].map(patternOf)).toEqual(['shop.example/lamps', 'shop.example', '*.shop.example/sale/*']);
});

it('says what a pattern fits', () => {
  expect(['shop.example', '*.shop.example', 'shop.example/lamps', 'shop.example/s*'].map(patternWords)).toEqual([
    'Every page of this host.', 'Every page of its subdomains.', 'This page and everything below it.', 'Every address that begins like this; * stands for any characters.',
  ]);
  expect(patternWords('')).toBe('');
});

it('wants an address and somebody to ring at', () => {
  expect(Object.keys(problemsOf(draftOf(null)))).toEqual(['pattern', 'agents']);
  expect(problemsOf({ pattern: 'a b', agents: ['ada'], groups: [] })).toEqual({ pattern: 'An address has no spaces.' });
  expect(problemsOf({ pattern: 'shop.example', agents: [], groups: ['g'] })).toEqual({});
});
