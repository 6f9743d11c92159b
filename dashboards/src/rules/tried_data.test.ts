import { describe, expect, it } from 'vitest';
import { dayWords, hourWords, lastDays, partOf, triedWords, unknownWords } from './tried_data';
import type { RuleField, Tried } from './wire';

const TRIED: Tried = { visits: 1200, cut: false, eligible: 240, invitations: 210, held_out: 24, by_page: [], by_hour: [], by_day: [], with: [], unknown: [], sample: [] };

describe('the period', () => {
  // 23:30 UTC on the 20th is the 21st in Warsaw already.
  const late = Date.UTC(2026, 10, 20, 23, 30);
  it('is of the site’s days', () => {
    expect(lastDays('Europe/Warsaw', late, 1)).toEqual({ from: '2026-11-21', to: '2026-11-21' });
    expect(lastDays('UTC', late, 7)).toEqual({ from: '2026-11-14', to: '2026-11-20' });
  });
});

describe('what was found', () => {
  it.each([
    [{}, 'It would have fitted 240 of 1,200 visits: 210 invitations, 24 left alone by lot.'],
    [{ eligible: 1, invitations: 1, held_out: 0 }, 'It would have fitted 1 of 1,200 visits: 1 invitation.'],
    [{ cut: true }, 'It would have fitted 240 of the newest 1,200 visits: 210 invitations, 24 left alone by lot.'],
    [{ eligible: 0 }, 'It would have fitted none of 1,200 visits.'],
    [{ visits: 0 }, 'There are no visits in this period.'],
  ])('%j', (patch, words) => expect(triedWords({ ...TRIED, ...patch })).toBe(words));

  it('says what the past cannot tell', () => {
    const fields = [{ field: 'exit_intent', label: 'About to leave' }] as RuleField[];
    expect(unknownWords({ unknown: ['exit_intent'] }, fields)).toBe('The past does not know: About to leave. It is taken to have held.');
    expect(unknownWords({ unknown: [] }, fields)).toBeNull();
  });

  it('says the hours', () => {
    expect(hourWords([0, 2, 9, 1])).toBe('By hour of the day: most at 02:00, 9.');
    expect(hourWords(Array(24).fill(0))).toBe('By hour of the day: none.');
    expect([partOf(5, [5, 10]), partOf(0, [0])]).toEqual([0.5, 0]);
    expect(dayWords('2026-11-20')).toContain('20');
  });
});
