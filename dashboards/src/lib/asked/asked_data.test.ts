import { describe, expect, it } from 'vitest';
import { fieldOf, FIELDS, filterWords, operatorsOf, parseFilter, printFilter, suggestionsIn, valueIn, withFilter, wrongValues } from './asked_data';

describe('a filter', () => {
  it('is the same after there and back, bars and backslashes in its values too', () => {
    for (const text of ['country:is:DE|FR', 'page:starts:/lamps', 'referrer:is:', 'duration:at_least:60', 'page:is:/a\\|b|c\\\\d', 'page:contains:a:b']) expect(printFilter(parseFilter(text)!)).toBe(text);
    expect(parseFilter('page:is:/a\\|b|c\\\\d')).toEqual({ field: 'page', is: 'is', values: ['/a|b', 'c\\d'] });
    expect(parseFilter('page:contains:a:b')?.values).toEqual(['a:b']);
  });

  it('that nobody knows is none', () => {
    for (const text of ['', 'country', 'country:DE', 'nonsense:is:1', 'country:at_least:3', 'new:contains:y']) expect(parseFilter(text)).toBeNull();
  });

  it('is said in words', () => {
    expect(filterWords('country:is:DE|fr')).toBe('Country is Germany or France');
    expect(filterWords('referrer:is:')).toBe('Referrer is none (direct)');
    expect(filterWords('duration:at_least:60')).toBe('Duration at least 60 s');
    expect(filterWords('weekday:is:1')).toBe('Weekday is Monday');
    expect(filterWords('new:is:no')).toBe('New visitor: no');
    expect(filterWords('goal:is_not:g1', new Map([['g1', 'Ordered']]))).toBe('Goal reached is not Ordered');
    expect(filterWords('what:is:this')).toBe('what:is:this');
  });

  it('stands once', () => {
    expect(withFilter(['new:is:yes'], 'new:is:yes')).toEqual(['new:is:yes']);
    expect(withFilter(['new:is:yes'], 'page:is:/a')).toEqual(['new:is:yes', 'page:is:/a']);
  });

  it('of a row says what the row stands for', () => {
    expect(valueIn(['country:is:GB', 'region:is:England'], 'region')).toBe('England');
    expect(valueIn(['country:is_not:GB'], 'country')).toBeNull();
  });

  it('is suggested from rows, countries by name', () => {
    const rows = [{ label: 'DE', filters: ['country:is:DE'] }, { label: 'Unknown', filters: ['country:is:'] }, { label: 'GB', filters: ['country:is:GB'] }, { label: 'Others', filters: [] }];
    expect(suggestionsIn(rows, 'country', 'germ')).toEqual([{ value: 'DE', word: 'Germany' }]);
    expect(suggestionsIn(rows, 'country', '').map(({ word }) => word)).toEqual(['Germany', 'unknown', 'United Kingdom']);
    expect(suggestionsIn([{ label: 'London', filters: ['city:is:London', 'country:is:GB'] }], 'city', 'lon')).toEqual([{ value: 'London', word: 'London' }]);
  });

  it('needs values its field can compare', () => {
    expect(wrongValues(fieldOf('duration')!, ['1.5'])).not.toBe('');
    expect(wrongValues(fieldOf('hour')!, ['24'])).not.toBe('');
    expect(wrongValues(fieldOf('page')!, [])).not.toBe('');
    expect(wrongValues(fieldOf('page')!, ['/'])).toBe('');
  });

  it('can be made for every field', () => {
    for (const field of FIELDS) for (const is of operatorsOf(field)) expect(parseFilter(printFilter({ field: field.field, is, values: ['1'] })), field.field).not.toBeNull();
  });
});
