import { describe, expect, it } from 'vitest';
import { dayIn, daysAsked, daysBefore, daysOf, daysWords, isDay, periodFor, periodWords, plusDays, PRESETS, wrongDays } from './period_data';

const TODAY = '2026-11-20';
const preset = (word: string, today = TODAY) => PRESETS.find((one) => one.word === word)!.days(today);

describe('a period', () => {
  it('is counted in the site’s days', () => {
    const moment = Date.parse('2026-11-20T23:30:00Z');
    expect(dayIn('Europe/London', moment)).toBe('2026-11-20');
    expect(dayIn('Europe/Berlin', moment)).toBe('2026-11-21');
    expect(dayIn('America/New_York', Date.parse('2026-11-20T03:00:00Z'))).toBe('2026-11-19');
  });

  it('goes over the ends of months, years and summer', () => {
    expect(plusDays('2026-02-28', 1)).toBe('2026-03-01');
    expect(plusDays('2026-03-29', 1)).toBe('2026-03-30');
    expect(plusDays('2026-01-01', -1)).toBe('2025-12-31');
    expect(daysOf({ from: '2026-03-01', to: '2026-03-31' })).toBe(31);
  });

  it('has presets', () => {
    expect(preset('Last 7 days')).toEqual({ from: '2026-11-14', to: TODAY });
    expect(preset('Yesterday')).toEqual({ from: '2026-11-19', to: '2026-11-19' });
    expect(preset('Last week')).toEqual({ from: '2026-11-09', to: '2026-11-15' });
    expect(preset('Last week', '2026-11-22')).toEqual({ from: '2026-11-09', to: '2026-11-15' });
    expect(preset('Last month', '2026-03-31')).toEqual({ from: '2026-02-01', to: '2026-02-28' });
    expect(preset('This year')).toEqual({ from: '2026-01-01', to: TODAY });
  });

  it('nobody asked for is the last seven days, and is not written', () => {
    expect(daysAsked({ from: null, to: null }, TODAY)).toEqual({ from: '2026-11-14', to: TODAY });
    expect(periodFor({ from: '2026-11-14', to: TODAY }, TODAY)).toEqual({ from: null, to: null });
    expect(periodFor({ from: '2026-11-07', to: TODAY }, TODAY)).toEqual({ from: '2026-11-07', to: TODAY });
  });

  it('is preceded by one as long', () => {
    expect(daysBefore({ from: '2026-11-07', to: '2026-11-20' })).toEqual({ from: '2026-10-24', to: '2026-11-06' });
    expect(daysBefore({ from: TODAY, to: TODAY })).toEqual({ from: '2026-11-19', to: '2026-11-19' });
  });

  it('is said shortly', () => {
    expect(daysWords({ from: '2026-11-07', to: '2026-11-20' }, TODAY)).toBe('7 to 20 Nov');
    expect(daysWords({ from: '2026-10-24', to: '2026-11-06' }, TODAY)).toBe('24 Oct to 6 Nov');
    expect(daysWords({ from: TODAY, to: TODAY }, TODAY)).toBe('20 Nov');
    expect(daysWords({ from: '2025-12-24', to: '2026-01-06' }, TODAY)).toBe('24 Dec 2025 to 6 Jan');
    expect(daysWords({ from: '2025-01-01', to: '2025-12-31' }, TODAY)).toBe('1 Jan to 31 Dec 2025');
    expect(periodWords({ from: '2026-11-07T10:00', to: '2026-11-07T12:30' }, TODAY)).toBe('7 Nov 10:00 to 7 Nov 12:30');
  });

  it('needs two days in their order', () => {
    expect(isDay('2026-02-30')).toBe(false);
    expect(wrongDays('2026-11-07', '')).not.toBe('');
    expect(wrongDays('2026-11-08', '2026-11-07')).not.toBe('');
    expect(wrongDays('2026-11-07', '2026-11-07')).toBe('');
  });
});
