import { expect, it } from 'vitest';
import { idleStep } from './idle_data';

const MINUTE = 60_000;
const at = (quiet: number, status: 'online' | 'away', went = false, minutes: number | null = 10) => idleStep({ quiet, minutes, status, went });

it('goes away after the set time, once, and never without one', () => {
  expect([at(9 * MINUTE, 'online'), at(10 * MINUTE, 'online'), at(30 * MINUTE, 'away', true), at(90 * MINUTE, 'online', false, null)]).toEqual([null, 'away', null, null]);
});

it('comes back with the first movement, but only who went by itself', () => {
  expect([at(0, 'away', true), at(0, 'away', false), at(0, 'online', true)]).toEqual(['online', null, null]);
});
