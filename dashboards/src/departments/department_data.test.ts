import { expect, it } from 'vitest';
import { bodyOf, draftOf, problemsOf } from './department_data';
import { officeHours } from './hours_data';

const SALES = { ...draftOf(null, 'UTC'), name: ' Sales ' };

it('sends no sites for all of them, and no hours for always', () => {
  expect(bodyOf({ ...SALES, sites: ['hp'] })).toMatchObject({ name: 'Sales', sites: [], hours: null });
  expect(bodyOf({ ...SALES, all_sites: false, sites: ['hp'], always: false })).toMatchObject({ sites: ['hp'], hours: officeHours('UTC') });
});

it('gives a department without groups one of its own name', () => {
  expect(bodyOf(SALES).groups).toEqual([{ name: 'Sales', agents: [] }]);
  expect(bodyOf({ ...SALES, groups: [{ id: 'g', name: 'Trade ', agents: ['ada'] }] }).groups).toEqual([{ id: 'g', name: 'Trade', agents: ['ada'] }]);
});

it('says what is missing', () => {
  const empty = { ...draftOf(null, 'UTC'), all_sites: false, always: false, hours: { time_zone: 'UTC', days: [] }, groups: [{ name: ' ', agents: [] }] };
  expect(Object.keys(problemsOf(empty))).toEqual(['name', 'sites', 'groups', 'hours']);
  expect(problemsOf(SALES)).toEqual({});
});
