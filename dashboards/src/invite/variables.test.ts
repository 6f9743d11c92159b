import { describe, expect, it } from 'vitest';
import { completionAt, corrected, matching, partsOf, withVariable } from './variables';

const variables = [
  { name: 'first_name', value: 'Marta', label: 'First name' },
  { name: 'name', value: 'Marta Kowalska', label: 'Name' },
  { name: 'company', value: null, label: 'Company' },
];
const kinds = (text: string, caret?: number) =>
  partsOf(text, variables, caret === undefined ? null : completionAt(text, caret)).map((part) => [part.text, part.kind]);

describe('parts', () => {
  it('tell known, empty and unknown variables apart', () => {
    expect(kinds('Dear #first_name#, #company# #frist_name#')).toEqual([
      ['Dear ', 'text'], ['#first_name#', 'variable'], [', ', 'text'], ['#company#', 'empty'], [' ', 'text'], ['#frist_name#', 'unknown'],
    ]);
  });

  it('count a word kept ready as a value', () => {
    expect(kinds('#company|you#')).toEqual([['#company|you#', 'variable']]);
  });

  it('take attributes and events for variables, empty where the visitor has none', () => {
    expect(kinds('#attr.plan# #event.add_to_basket|no#')).toEqual([['#attr.plan#', 'empty'], [' ', 'text'], ['#event.add_to_basket|no#', 'variable']]);
  });

  it('mark the one being typed', () => {
    expect(kinds('Shall I? #na', 12)).toEqual([['Shall I? ', 'text'], ['#na', 'open']]);
  });

  it('give back the text they were made of', () => {
    const text = '#a# b ##c #name#d#name|x#\n#';
    expect(partsOf(text, variables).map((part) => part.text).join('')).toBe(text);
  });
});

describe('completion', () => {
  it('begins at a # and follows what is typed', () => {
    expect(completionAt('Hello #', 7)).toEqual({ start: 6, typed: '' });
    expect(completionAt('Hello #fi and', 9)).toEqual({ start: 6, typed: 'fi' });
  });

  it('does not begin at the # that closes a variable, nor after other signs', () => {
    expect(completionAt('#name#', 6)).toBeNull();
    expect(completionAt('#name# ', 7)).toBeNull();
    expect(completionAt('# name', 6)).toBeNull();
    expect(completionAt('#name|the', 9)).toBeNull();
  });

  it('offers what begins with it first', () => {
    expect(matching('na', variables).map((one) => one.name)).toEqual(['name', 'first_name']);
    expect(matching('', variables)).toHaveLength(3);
  });
});

describe('putting one in', () => {
  it('takes the place of what was typed', () => {
    expect(withVariable('Hello #fi, you', 6, 9, 'first_name')).toEqual({ text: 'Hello #first_name#, you', caret: 18 });
  });

  it('does not double a # that closes it already', () => {
    expect(withVariable('#fi#', 0, 3, 'first_name').text).toBe('#first_name#');
  });

  it('stands at the caret when nothing was typed', () => {
    expect(withVariable('ab', 1, 1, 'name')).toEqual({ text: 'a#name#b', caret: 7 });
  });

  it('corrects a name and keeps the word kept ready', () => {
    expect(corrected('#frist_name|there# #frist_name#', 'frist_name', 'first_name')).toBe('#first_name|there# #first_name#');
  });
});
