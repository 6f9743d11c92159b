import { describe, expect, it } from 'vitest';
import type { AgentRoom, RoomMessage } from '../lib/wire_desk';
import * as data from './rooms_data';

const room = (more: Partial<AgentRoom> = {}): AgentRoom => ({ id: 'r', kind: 'direct', name: 'Ben', with: 'ben', last_seq: 0, last_text: '', last_at: null, read_seq: 0, ...more });
const word = (seq: number, agent = 'ben', client_id: string | null = null): RoomMessage => ({ room: 'r', seq, agent, name: 'x', text: `word ${seq}`, at: seq, client_id });
const quiet = data.roomCame(data.NO_ROOMS, room());
const tab = (rooms: data.Rooms) => rooms.get('r')!;

describe('a room between agents', () => {
  it('gets a tab with the first unread word, or when it is opened', () => {
    expect(data.openOnes(quiet)).toEqual([]);
    expect(data.openOnes(data.said(quiet, [word(1)], 'ada'))).toHaveLength(1);
    expect(data.openOnes(data.opened(quiet, 'r', true))).toHaveLength(1);
    expect(data.openOnes(data.roomCame(data.NO_ROOMS, room({ last_seq: 4, read_seq: 2 })))).toHaveLength(1);
  });

  it('comes back with what was begun in it', () => {
    const back = data.roomCame(data.NO_ROOMS, room(), 'half a word');
    expect(tab(back)).toMatchObject({ draft: 'half a word', open: true });
    expect(tab(data.roomCame(data.opened(back, 'r', false), room(), 'half a word')).open).toBe(false);
  });

  it('counts the words of others until they have been in view', () => {
    const told = data.said(quiet, [word(1), word(2)], 'ada');
    expect(data.waiting(told)).toBe(2);
    expect(data.waiting(data.seen(told, 'r'))).toBe(0);
    expect(data.waiting(data.said(data.seen(told, 'r'), [word(3, 'ada')], 'ada'))).toBe(0);
  });

  it('shows what I say at once, and once', () => {
    const on = data.saying(data.drafted(quiet, 'r', 'Tea?'), 'r', { client_id: 'r-1', text: 'Tea?', at: 1 });
    expect(tab(on)).toMatchObject({ draft: '', outgoing: [{ client_id: 'r-1' }] });
    const stored = data.said(on, [word(1, 'ada', 'r-1'), word(1, 'ada', 'r-1')], 'ada');
    expect(tab(stored).outgoing).toEqual([]);
    expect(tab(stored).messages).toHaveLength(1);
  });

  it('gives back what is refused, before what is written by now', () => {
    const on = data.drafted(data.saying(quiet, 'r', { client_id: 'r-1', text: 'Tea?', at: 1 }), 'r', 'Or coffee');
    expect(tab(data.refused(on, 'r-1'))).toMatchObject({ outgoing: [], draft: 'Tea?\nOr coffee' });
    expect(tab(data.refused(on, 'r-2'))).toBe(tab(on));
  });

  it('has an address that no chat has', () => {
    expect(data.roomIn(data.roomAddress('r'))).toBe('r');
    expect([data.roomIn('c'), data.roomIn(null)]).toEqual([null, null]);
  });
});
