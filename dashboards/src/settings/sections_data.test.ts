import { expect, it } from 'vitest';
import { firstFor, groupsFor, sectionFor } from './sections_data';

const seen = (role: string) => groupsFor(role).flatMap(({ entries }) => entries.map(({ name }) => name));

it('shows everything to an administrator', () => {
  expect(seen('administrator')).toEqual([
    'profile', 'sign-in', 'tokens', 'canned', 'templates', 'offline-messages', 'blocks', 'operators', 'departments', 'routing', 'seats', 'sites', 'desk', 'mail', 'webhooks', 'audit',
  ]);
});

it('shows a normal agent what chatting needs, and a marketer themselves', () => {
  expect(seen('normal')).toEqual(['profile', 'sign-in', 'tokens', 'canned', 'templates', 'offline-messages', 'blocks', 'sites']);
  expect(seen('marketer')).toEqual(['profile', 'sign-in', 'tokens', 'sites']);
  expect(seen('something new')).toEqual(seen('marketer'));
});

it('leaves out a group with nothing in it', () => {
  expect(groupsFor('marketer').map(({ word }) => word)).toEqual(['You', 'Service']);
});

it('finds no part that a role may not see', () => {
  expect(sectionFor('normal', 'audit')).toBeNull();
  expect(sectionFor('administrator', 'audit')?.word).toBe('Audit log');
  expect([firstFor('administrator'), firstFor('normal')]).toEqual(['operators', 'profile']);
});
