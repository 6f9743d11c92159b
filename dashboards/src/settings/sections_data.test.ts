import { expect, it } from 'vitest';
import type { Right } from '../lib/wire';
import { firstFor, groupsFor, sectionFor } from './sections_data';

const ADMINISTRATOR: Right[] = ['converse', 'settings', 'others_chats', 'reports'];
const NORMAL: Right[] = ['converse'];
const MARKETER: Right[] = ['reports'];

const seen = (rights: Right[]) => groupsFor(rights).flatMap(({ entries }) => entries.map(({ name }) => name));

it('shows everything to an administrator', () => {
  expect(seen(ADMINISTRATOR)).toEqual([
    'profile', 'sign-in', 'tokens', 'canned', 'templates', 'rules', 'offline', 'blocks', 'operators', 'departments', 'routing', 'seats', 'sites', 'desk', 'mail', 'webhooks', 'audit',
  ]);
});

it('shows a normal agent what chatting needs, and a marketer themselves and the rules', () => {
  expect(seen(NORMAL)).toEqual(['profile', 'sign-in', 'tokens', 'canned', 'templates', 'offline', 'blocks', 'sites']);
  expect(seen(MARKETER)).toEqual(['profile', 'sign-in', 'tokens', 'rules', 'sites']);
  expect(seen([])).toEqual(['profile', 'sign-in', 'tokens', 'sites']);
});

it('leaves out a group with nothing in it', () => {
  expect(groupsFor([]).map(({ word }) => word)).toEqual(['You', 'Service']);
});

it('finds no part that one may not see', () => {
  expect(sectionFor(NORMAL, 'audit')).toBeNull();
  expect(sectionFor(ADMINISTRATOR, 'audit')?.word).toBe('Audit log');
  expect([firstFor(ADMINISTRATOR), firstFor(NORMAL)]).toEqual(['operators', 'profile']);
});
