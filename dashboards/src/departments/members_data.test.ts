import { describe, expect, it } from 'vitest';
import type { Department } from '../settings/wire';
import { back, groupsOf, rearranged } from './members_data';

const department = (id: string, groups: Record<string, string[]>): Department => ({
  id, name: id, live_chat: true, sites: [], hours: null, open: true, groups: Object.entries(groups).map(([name, agents]) => ({ id: `${id}/${name}`, name, agents })),
});

const HOUSE = [department('Sales', { Sales: ['ada'], Trade: ['ines'] }), department('Support', { Support: [] })];

const members = (all: readonly Department[]) => Object.fromEntries(all.flatMap(({ groups }) => groups.map(({ id, agents }) => [id, agents])));

describe('an operator moved', () => {
  it('from the list of all into a group stays in the others', () => {
    const { departments, changed } = rearranged(HOUSE, { agent: 'ada', from: null, to: 'Support/Support' });
    expect(members(departments)).toEqual({ 'Sales/Sales': ['ada'], 'Sales/Trade': ['ines'], 'Support/Support': ['ada'] });
    expect(changed).toEqual(['Support']);
  });

  it('from one department to another is added there before it is taken out here', () => {
    const { departments, changed } = rearranged(HOUSE, { agent: 'ines', from: 'Sales/Trade', to: 'Support/Support' });
    expect(members(departments)).toEqual({ 'Sales/Sales': ['ada'], 'Sales/Trade': [], 'Support/Support': ['ines'] });
    expect(changed).toEqual(['Support', 'Sales']);
  });

  it('within a department changes that one once', () => {
    expect(rearranged(HOUSE, { agent: 'ada', from: 'Sales/Sales', to: 'Sales/Trade' }).changed).toEqual(['Sales']);
  });

  it('into a group they are in already is there once', () => {
    expect(members(rearranged(HOUSE, { agent: 'ada', from: null, to: 'Sales/Sales' }).departments)['Sales/Sales']).toEqual(['ada']);
  });

  it('and moved back is where they were', () => {
    const move = { agent: 'ines', from: 'Sales/Trade', to: 'Support/Support' };
    expect(members(rearranged(rearranged(HOUSE, move).departments, back(move)).departments)).toEqual(members(HOUSE));
  });

  it('to where they are changes nothing', () => {
    expect(rearranged(HOUSE, { agent: 'ada', from: 'Sales/Sales', to: 'Sales/Sales' })).toEqual({ departments: HOUSE, changed: [] });
  });
});

it('calls a group by its department, unless they are called the same', () => {
  expect(groupsOf(HOUSE).map(({ word }) => word)).toEqual(['Sales', 'Sales: Trade', 'Support']);
});
