import { describe, expect, it } from 'vitest';
import type { Hours } from '../settings/wire';
import { hoursWords, nextSpan, officeHours, wrongIn } from './hours_data';

const hours = (...days: [string, string][][]): Hours => ({ time_zone: 'UTC', days: Array.from({ length: 7 }, (_, day) => days[day] ?? []) });

describe('business hours', () => {
  it('are said in runs of days', () => {
    expect(hoursWords(officeHours('Europe/Warsaw'))).toBe('Mon–Fri 09:00–17:00 (Europe/Warsaw)');
    expect(hoursWords(hours([['09:00', '12:00'], ['13:00', '17:00']], [['10:00', '14:00']], [], [], [], [['10:00', '14:00']]))).toBe(
      'Mon 09:00–12:00, 13:00–17:00, Tue 10:00–14:00, Sat 10:00–14:00 (UTC)',
    );
    expect([hoursWords(null), hoursWords(hours())]).toEqual(['Always open', 'Never open (UTC)']);
  });

  it('that cannot be are named by their day', () => {
    expect(wrongIn(hours([['17:00', '09:00']]))).toMatch(/^Monday: it has to close after/);
    expect(wrongIn(hours([], [['09:00', '13:00'], ['12:00', '15:00']]))).toBe('Tuesday: two times overlap.');
    expect(wrongIn(hours([['', '15:00']]))).toMatch(/both times/);
    expect(wrongIn(hours())).toMatch(/never be open/);
  });

  it('that touch are fine, in whatever order they were written', () => {
    expect(wrongIn(hours([['12:00', '24:00'], ['00:00', '12:00']]))).toBeNull();
  });

  it('are offered after what is there', () => {
    expect([nextSpan([]), nextSpan([['09:00', '12:00']]), nextSpan([['09:00', '23:30']])]).toEqual([['09:00', '17:00'], ['13:00', '15:00'], ['23:00', '23:00']]);
  });
});
