import { describe, expect, it } from 'vitest';
import { again, backOff, heard, NOTHING, waitFor } from './connection_data';
import type { Said, TableWindow } from './wire';

const table: TableWindow = { site: null, lane: 'people', status: null, filter: '', sort: 'on_site', descending: true, offset: 0, size: 60 };
const after = (...said: Said[]) => again(said.reduce(heard, NOTHING));

describe('the console socket', () => {
  it('waits longer each time, never more than 15 s, never all consoles at once', () => {
    expect([0, 1, 3, 9, 400].map((failures) => backOff(failures, 1))).toEqual([500, 1000, 4000, 15_000, 15_000]);
    expect(backOff(9, 0)).toBe(7500);
  });

  it('comes back when a server that goes away asks it to, not before', () => {
    expect([waitFor(3000, 0, 0), waitFor(3000, 0, 1), waitFor(null, 1, 1)]).toEqual([3000, 6000, 1000]);
  });

  it('says again what the agent is looking at', () => {
    const said = after({ type: 'watch', window: table }, { type: 'hold', on: true }, { type: 'watch_places', site: null }, { type: 'watch_visitor', key: 'k' });
    expect(said.map((one) => one.type)).toEqual(['watch', 'hold', 'watch_places', 'watch_visitor']);
  });

  it('says nothing again that was closed since, nor what was said in a chat', () => {
    expect(after({ type: 'watch_places', site: 'hp' }, { type: 'watch_places', site: 'hp', off: true }, { type: 'typing', chat: 'c' })).toEqual([]);
  });
});
