import { describe, expect, it } from 'vitest';
import { leavesZero, markOf, stepWords, wayWords } from './help_data';

describe('what became of invitations', () => {
  it('is told of those seen where it comes after seeing, in words elsewhere', () => {
    expect(wayWords('declined', 0.194)).toBe('19.4 % of seen');
    expect(wayWords('accepted', null)).toBe('of seen');
    expect(wayWords('undelivered', null)).toBe('left before seeing it');
    expect(wayWords('viewed', 0.1)).toBe('counting down');
  });

  it('has a mark for each of the nine', () => {
    const keys = ['accepted', 'declined', 'expired', 'undelivered', 'withdrawn', 'superseded', 'sent', 'delivered', 'viewed'];
    expect(new Set(keys.map(markOf)).size).toBe(9);
  });

  it('says once of what the shares are', () => {
    const step = { key: 'delivered', label: 'Delivered', count: 3402, share: 0.885 };
    expect([stepWords(step, 0), stepWords(step, 1), stepWords(step, 2), stepWords({ ...step, share: null }, 2)]).toEqual(['', '89 % of sent', '89 %', '']);
  });
});

describe('an interval', () => {
  it('says something when zero is outside', () => {
    expect(leavesZero({ difference: 1, low: 0.1, high: 2 })).toBe(true);
    expect(leavesZero({ difference: -1, low: -2, high: -0.1 })).toBe(true);
    expect(leavesZero({ difference: 1, low: 0, high: 2 })).toBe(false);
  });
});
