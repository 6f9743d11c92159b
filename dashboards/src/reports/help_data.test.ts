import { describe, expect, it } from 'vitest';
import { armFilters, daysOver, leavesZero, markOf, measuredBy, narrowing, stepFilters, stepWords, waitingWords, wayWords } from './help_data';

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
    expect([stepWords(3846, 3846, 0), stepWords(3402, 3846, 1), stepWords(2641, 3846, 2), stepWords(null, 3846, 2), stepWords(0, 0, 1)]).toEqual(['', '88 % of sent', '69 %', '', '']);
  });
});

describe('what is measured', () => {
  const rule = (id: string, on: boolean, goal: string | null) => ({ id, name: `Rule ${id}`, on, goal });
  const goals = [{ id: 'g1' }, { id: 'g2' }];

  it('is what was asked for', () => {
    expect(measuredBy([rule('a', true, 'g1'), rule('b', false, 'g2')], goals, { rule: 'b' })).toEqual({ rule: 'b', goal: 'g2', of: 'Rule b' });
    expect(measuredBy([rule('a', true, 'g1')], goals, { rule: 'manual', goal: 'g2' })).toEqual({ rule: 'manual', goal: 'g2', of: 'Agents’ own invitations' });
  });

  it('is else a rule that is on, then any with a goal, then what agents send', () => {
    expect(measuredBy([rule('a', false, 'g1'), rule('b', true, null), rule('c', true, 'g2')], goals, {})?.rule).toBe('c');
    expect(measuredBy([rule('a', false, 'g1'), rule('b', true, null)], goals, {})?.rule).toBe('a');
    expect(measuredBy([rule('b', true, null)], goals, {})).toEqual({ rule: 'manual', goal: 'g1', of: 'Agents’ own invitations' });
    expect(measuredBy([], [], {})).toBeNull();
  });

  it('is drawn from the first day that has an interval', () => {
    const none = { at: 1, difference: null, low: null, high: null };
    expect(narrowing([none, { at: 2, difference: 0.1, low: -0.1, high: 0.3 }])).toEqual([{ at: 2, difference: 0.1, low: -0.1, high: 0.3 }]);
  });
});

describe('a figure', () => {
  it('leads to the visits behind it, of all, of a rule, or of what agents sent themselves', () => {
    expect(stepFilters('sent')).toEqual(['invited:is:yes']);
    expect(stepFilters('delivered')).toEqual([]);
    expect(stepFilters('viewed', 'R')).toEqual(['rule:is:R', 'outcome:is:accepted|declined|expired']);
    expect(stepFilters('answered', 'R')).toEqual(['rule:is:R', 'outcome:is:accepted', 'chatted:is:yes']);
    expect(stepFilters('assigned', 'R')).toEqual(['assigned_by:is:R', 'left_alone_by:is_not:R']);
    expect(stepFilters('sent', 'manual')).toEqual(['rule:is:00000000-0000-0000-0000-000000000000']);
    expect(armFilters('R', 'held_out')).toEqual(['left_alone_by:is:R']);
  });
});

describe('who waits', () => {
  it('is told, and where nobody does', () => {
    expect(waitingWords(1214, 7)).toBe('1,214 visitors are waiting: their 7 days are not over.');
    expect(waitingWords(1, 1)).toBe('1 visitor is waiting: the day is not over.');
    expect(daysOver('2026-11-20', 7)).toEqual({ from: '2026-10-14', to: '2026-11-12' });
  });
});

describe('an interval', () => {
  it('says something when zero is outside', () => {
    expect(leavesZero({ difference: 1, low: 0.1, high: 2 })).toBe(true);
    expect(leavesZero({ difference: -1, low: -2, high: -0.1 })).toBe(true);
    expect(leavesZero({ difference: 1, low: 0, high: 2 })).toBe(false);
  });
});
