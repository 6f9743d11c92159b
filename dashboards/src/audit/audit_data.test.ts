import { expect, it } from 'vitest';
import { actionWord, addressOf, detailLines } from './audit_data';

it('reads an action as words', () => {
  expect(['agent.added', 'second_factor.reset', 'sign_in'].map(actionWord)).toEqual(['Agent added', 'Second factor reset', 'Sign in']);
});

it('reads what changed, a line each', () => {
  expect(detailLines({ role: { from: 'normal', to: 'administrator' }, live_chat: false, sites: [], title: '' })).toEqual(['role: normal → administrator', 'live chat: no', 'sites: []', 'title: nothing']);
  expect([detailLines(null), detailLines('as it was')]).toEqual([[], ['as it was']]);
});

it('asks only for what is asked', () => {
  expect(addressOf('', ' ', null)).toBe('audit?limit=50');
  expect(addressOf('agent.added', 'ines & co', '17')).toBe('audit?limit=50&action=agent.added&q=ines+%26+co&before=17');
});
