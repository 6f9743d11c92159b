import { describe, expect, it } from 'vitest';
import { momentWords, peakOf, seriesSentence, tickWords, ticksAt } from './series_data';

const at = (text: string) => Date.parse(text);

describe('a line over time', () => {
  it('says its moments on the site’s clocks', () => {
    expect(momentWords(at('2026-11-17T23:00:00Z'), 'day', 'Europe/Berlin')).toBe('Wed 18 Nov');
    expect(momentWords(at('2026-11-18T09:00:00Z'), 'hour', 'Europe/London')).toBe('Wed 18 Nov 09:00');
    expect(momentWords(at('2026-11-16T00:00:00Z'), 'week', 'Europe/London')).toBe('Week of 16 Nov');
    expect(momentWords(at('2026-11-01T00:00:00Z'), 'month', 'UTC')).toBe('November 2026');
  });

  it('names a month once along the axis', () => {
    const [first, second, third] = [at('2026-10-30T00:00:00Z'), at('2026-10-31T00:00:00Z'), at('2026-11-01T00:00:00Z')];
    expect([tickWords(first, null, 'day', 'UTC'), tickWords(second, first, 'day', 'UTC'), tickWords(third, second, 'day', 'UTC')]).toEqual(['30 Oct', '31', '1 Nov']);
    expect(tickWords(at('2026-10-31T13:00:00Z'), second, 'hour', 'UTC')).toBe('13:00');
  });

  it('has few ticks', () => {
    expect(ticksAt(14, 7)).toEqual([0, 2, 4, 6, 8, 10, 12]);
    expect(ticksAt(3, 7)).toEqual([0, 1, 2]);
    expect(ticksAt(0, 7)).toEqual([]);
  });

  it('is told in a sentence', () => {
    const line = { key: 'visits', label: 'Visits', kind: 'count' as const, values: [1490, 1839, 1700], before: null };
    const starts = ['2026-11-07', '2026-11-08', '2026-11-09'].map((day) => at(`${day}T00:00:00Z`));
    expect(seriesSentence(line, starts, 'day', 'UTC')).toBe('Visits by day: 1,490 on Sat 7 Nov, highest 1,839 on Sun 8 Nov, 1,700 on Mon 9 Nov at the end');
    expect(seriesSentence({ ...line, values: [0, 0, 0] }, starts, 'day', 'UTC')).toBe('Visits: none in this period');
    expect(peakOf([null, 3, 3])).toBe(1);
  });
});
