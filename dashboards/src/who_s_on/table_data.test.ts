import { describe, expect, it } from 'vitest';
import { parseRoute } from '../lib/route_data';
import type { Frames, Row, Totals } from '../lib/wire';
import { changed, EMPTY, indexOf, keyAt, sameQuestion, snapshot, windowAround, windowOf } from './table_data';

const totals = (matching: number): Totals => ({ ...EMPTY.totals, here: matching, matching });
const row = (key: string, status: Row['status'] = 'here') => ({ key, status, name: key }) as Row;
const first = (...keys: string[]) => snapshot({ watch: 1, order: keys, rows: keys.map((key) => row(key)), totals: totals(keys.length), waiting: 0 }, 0);
const news = (part: Partial<Frames['changes']>): Frames['changes'] => ({ watch: 1, order: null, rows: [], totals: totals(3), waiting: 0, ...part });

describe('the live table', () => {
  it('changes rows in place while the order stands', () => {
    const table = changed(first('a', 'b', 'c'), news({ rows: [row('b', 'idle')], waiting: 4 }));
    expect(table.order).toEqual(['a', 'b', 'c']);
    expect(table.rows.get('b')?.status).toBe('idle');
    expect(table.waiting).toBe(4);
  });

  it('ends where a fresh snapshot would', () => {
    const table = changed(first('a', 'b'), news({ order: ['c', 'a'], rows: [row('c')] }));
    expect(table).toEqual(snapshot({ watch: 1, order: ['c', 'a'], rows: [row('a'), row('c')], totals: totals(3), waiting: 0 }, 0));
  });

  it('leaves the old table alone', () => {
    const before = first('a', 'b');
    changed(before, news({ order: ['b'], rows: [row('b', 'idle')] }));
    expect([...before.rows.values()].map((one) => one.status)).toEqual(['here', 'here']);
  });

  it('forgets the rows that fell out of the order', () => {
    const table = changed(first('a', 'b', 'c'), news({ order: ['a', 'c'], rows: [row('b', 'left')] }));
    expect([...table.rows.keys()]).toEqual(['a', 'c']);
  });

  it('knows a row by its place in the whole', () => {
    const table = { ...first('a', 'b'), offset: 40 };
    expect(keyAt(table, 41)).toBe('b');
    expect(keyAt(table, 2)).toBeUndefined();
    expect([indexOf(table, 'b'), indexOf(table, 'z')]).toEqual([41, -1]);
  });
});

describe('the window', () => {
  it('stays while scrolling within its margin', () => {
    const before = windowAround(0, 20, { offset: 0, size: 0 });
    expect(before).toEqual({ offset: 0, size: 60 });
    expect(windowAround(15, 35, before)).toBe(before);
    expect(windowAround(45, 65, before)).toEqual({ offset: 20, size: 90 });
  });

  it('never asks for more than the server gives', () => {
    expect(windowAround(1000, 1400, { offset: 0, size: 60 }).size).toBe(200);
  });

  it('asks for the lane, the state and the words of the address', () => {
    const at = (query: string) => windowOf(parseRoute(new URL(`https://d.example/?${query}`)), { offset: 0, size: 60 });
    expect(at('status=bots&site=hp')).toMatchObject({ lane: 'bots', status: null, site: 'hp' });
    expect(at('status=known&filter=oak&sort=-name')).toMatchObject({ lane: 'people', status: 'known', filter: 'oak', sort: 'name', descending: false });
    expect(at('status=nonsense').status).toBeNull();
    expect(sameQuestion(at('filter=a'), { ...at('filter=a'), offset: 40 })).toBe(true);
    expect(sameQuestion(at('filter=a'), at('filter=b'))).toBe(false);
  });
});
