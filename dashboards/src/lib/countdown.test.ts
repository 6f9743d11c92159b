import { expect, it } from 'vitest';
import { countdown, ringDash } from './countdown';

it('counts whole seconds down to nothing', () => {
  expect([120_000, 101_200, 59_001, 1, 0, -5].map((ms) => countdown(ms))).toEqual(['2:00', '1:42', '1:00', '0:01', '0:00', '0:00']);
  expect(countdown(60_400, 60_000)).toBe('1:00');
});

it('draws the part of the ring that is left', () => {
  expect(ringDash(60, 120)).toBe('15.71 31.42');
  expect(ringDash(-1, 120)).toBe('0.00 31.42');
});
