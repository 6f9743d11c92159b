import { describe, expect, it } from 'vitest';
import { barOf, behind, changeOf, changeWords, figure, figureOnAxis, sortedBy } from './report_data';

describe('a figure', () => {
  it('is written as it is measured', () => {
    expect(figure('count', 18204)).toBe('18,204');
    expect(figure('number', 4.25)).toBe('4.3');
    expect(figure('share', 0.2312)).toBe('23.1 %');
    expect(figure('duration', 171_400)).toBe('2:51');
    expect(figure('value', 1234.5)).toBe('1,234.5');
  });

  it('is shorter at the axis', () => {
    expect([figureOnAxis('count', 1500), figureOnAxis('share', 0.2), figureOnAxis('duration', 90_000), figureOnAxis('number', 2.5)]).toEqual(['1,500', '20 %', '1:30', '2.5']);
  });

  it('that cannot be reckoned is a word', () => {
    expect(figure('share', null)).toBe('none');
    expect(figure('share', 0)).toBe('0.0 %');
  });

  it('says how it changed, each kind in its own way', () => {
    expect(changeOf('count', 18204, 17157)).toEqual({ way: 'up', words: '6.1 %' });
    expect(changeOf('count', 1148, 1034)).toEqual({ way: 'up', words: '11 %' });
    expect(changeOf('share', 0.231, 0.212)).toEqual({ way: 'up', words: '1.9 points' });
    expect(changeOf('number', 4.2, 4.3)).toEqual({ way: 'down', words: '0.1' });
    expect(changeOf('duration', 171_000, 159_000)).toEqual({ way: 'up', words: '0:12' });
    expect(changeOf('count', 5, 5)).toEqual({ way: 'same', words: '' });
    expect(changeOf('duration', 171_400, 171_000)).toEqual({ way: 'same', words: '' });
    expect(changeOf('count', 5, null)).toBeNull();
    expect(changeOf('count', 5, 0)).toEqual({ way: 'up', words: '5' });
  });

  it('of a row says so shortly', () => {
    expect(changeWords('count', 104, 100)).toBe('+4.0 %');
    expect(changeWords('count', 88, 100)).toBe('−12 %');
    expect(changeWords('count', 100, 100)).toBe('same');
    expect(changeWords('count', 7, 0)).toBe('new');
    expect(changeWords('count', 7, null)).toBe('new');
    expect(changeWords('count', 0, null)).toBe('');
  });

  it('leads to the visits behind it', () => {
    expect(behind(['page:is:/lamps'], 'views')).toEqual(['page:is:/lamps']);
    expect(behind(['page:is:/lamps'], 'entries')).toEqual(['entry:is:/lamps']);
    expect(behind(['country:is:GB'], 'chats')).toEqual(['country:is:GB', 'chatted:is:yes']);
    expect(behind(['goal:is:G'], 'reached', 'goals')).toEqual(['goal:is:G']);
    expect(behind(['goal:is:G'], 'visits', 'goals')).toEqual([]);
    expect(behind(['rule:is:R'], 'sent')).toEqual(['rule:is:R']);
    expect(behind(['rule:is:R'], 'eligible')).toEqual(['assigned_by:is:R']);
    expect(behind(['rule:is:R'], 'assigned')).toEqual(['assigned_by:is:R', 'left_alone_by:is_not:R']);
    expect(behind(['invited:is:yes', 'country:is:GB'], 'eligible')).toEqual(['assigned:is:yes', 'country:is:GB']);
  });

  it('has a bar as long as its share of the most', () => {
    expect(barOf(50, 200)).toBe(0.25);
    expect(barOf(1, 10_000)).toBe(0.004);
    expect([barOf(0, 10), barOf(null, 10), barOf(3, 0)]).toEqual([0, 0, 0]);
  });

  it('is sorted by most first, and by least when asked again', () => {
    expect(sortedBy(undefined, 'visits', 'chats')).toBe('chats');
    expect(sortedBy(undefined, 'visits', 'visits')).toBe('-visits');
    expect(sortedBy('-visits', 'visits', 'visits')).toBe('visits');
  });
});
