import { expect, it } from 'vitest';
import { actionWord, addressOf, detailLines } from './audit_data';

it('reads an action as words', () => {
  expect(['agent.added', 'second_factor.reset', 'sign_in'].map(actionWord)).toEqual(['Agent added', 'Second factor reset', 'Sign in']);
});

it('reads what changed, a line each', () => {
  expect(detailLines({ role: { from: 'normal', to: 'administrator' }, live_chat: false, sites: [], title: '' })).toEqual(['role: normal → administrator', 'live chat: no', 'sites: nothing', 'title: nothing']);
  expect([detailLines(null), detailLines('as it was')]).toEqual([[], ['as it was']]);
});

it('reads lists by what is in them', () => {
  const id = '01a1fe68-0ca9-7753-bc53-7ccc01608af8';
  expect(detailLines({ rules: { from: [{ pattern: 'a.example', agents: [id] }, { pattern: 'b.example' }], to: [] }, groups: { from: [], to: [id] }, languages: ['sv', 'en'] })).toEqual([
    'rules: a.example, b.example → nothing', 'groups: 1 chosen', 'languages: sv, en',
  ]);
});

it('asks only for what is asked', () => {
  expect(addressOf('', ' ', null)).toBe('audit?limit=50');
  expect(addressOf('agent.added', 'ines & co', '17')).toBe('audit?limit=50&action=agent.added&q=ines+%26+co&before=17');
});
