import { describe, expect, it } from 'vitest';
import { hourFilters, shaded } from './hours_data';

describe('hours by weekdays', () => {
  it('has every hour of the week, shaded by its count', () => {
    const week = shaded([{ weekday: 1, hour: 9, visits: 200, chats: 1 }, { weekday: 7, hour: 23, visits: 3, chats: 0 }], 'visits');
    expect(week.map((day) => day.length)).toEqual(Array(7).fill(24));
    expect([week[0]![9], week[6]![23], week[3]![12]]).toEqual([
      { weekday: 1, hour: 9, count: 200, is: 4 }, { weekday: 7, hour: 23, count: 3, is: 1 }, { weekday: 4, hour: 12, count: 0, is: 0 },
    ]);
  });

  it('leads to the visits of its hour', () => {
    expect(hourFilters({ weekday: 2, hour: 14 }, 'chats')).toEqual(['weekday:is:2', 'hour:is:14', 'chatted:is:yes']);
  });
});
