import { describe, expect, it } from 'vitest';
import type { Department, Operator } from '../settings/wire';
import type { Colleague } from '../lib/wire_desk';
import { bodyOf, draftOf, groupNames, inOrder, problemsOf, stateOf } from './operator_data';

const INES: Operator = {
  id: 'i', name: 'Ines', email: 'ines@shop.example', role: 'normal', status: 'online', active: true, title: 'Sales', languages: ['pt'], photo: null, capacity: 3, groups: ['g1'], second_factor: false,
};

describe('an operator being written', () => {
  it('keeps the password out where none is given', () => {
    const draft = { ...draftOf(null), name: ' Ines ', email: 'ines@shop.example' };
    expect(bodyOf(draft)).toEqual({ name: 'Ines', email: 'ines@shop.example', role: 'normal', title: '', languages: [], capacity: 4, groups: [] });
    expect(bodyOf({ ...draft, password: 'correct horse' })).toMatchObject({ password: 'correct horse' });
  });

  it('says what is wrong before the server does', () => {
    expect(Object.keys(problemsOf({ ...draftOf(null), password: 'short', capacity: 0 }))).toEqual(['name', 'email', 'password', 'capacity']);
    expect(problemsOf(draftOf(INES))).toEqual({});
    expect(problemsOf({ ...draftOf(INES), capacity: null })).toEqual({});
  });
});

it('names groups by their department, once where both are called the same', () => {
  const department = (name: string, groups: [string, string][]): Department => ({
    id: name, name, live_chat: true, sites: [], hours: null, open: true, groups: groups.map(([id, word]) => ({ id, name: word, agents: [] })),
  });
  const all = [department('Sales', [['g1', 'Sales'], ['g2', 'Trade']])];
  expect(groupNames(['g2', 'g1', 'gone'], all)).toEqual(['Sales: Trade', 'Sales']);
});

it('shows who is active first, then by name', () => {
  const all = [{ ...INES, name: 'Zoe', active: false }, { ...INES, name: 'Tobias' }, INES];
  expect(inOrder(all).map(({ name }) => name)).toEqual(['Ines', 'Tobias', 'Zoe']);
});

it('says of a deactivated account that, whatever its status was', () => {
  expect(stateOf({ ...INES, active: false }).word).toBe('Deactivated');
  const there: Colleague = { ...INES, idle: false, here: false, chats: 0, groups: [] };
  expect([stateOf(INES, there).word, stateOf(INES, { ...there, here: true }).word]).toEqual(['Not here', 'Online']);
  expect([stateOf(INES).word, stateOf({ ...INES, status: 'away' }).word]).toEqual(['Online', 'Away']);
});
