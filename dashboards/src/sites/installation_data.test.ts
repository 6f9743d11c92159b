import { expect, it } from 'vitest';
import type { Installation } from '../settings/wire';
import { findingsOf, isDone } from './installation_data';

const NOTHING: Installation = { beacon: null, refused: null, doorway: null };
const beacon = { at: 5, url: 'https://shop.example/', origin: 'https://shop.example' };
const refused = { at: 7, why: 'The origin is not among the site’s.', origin: 'https://old.example' };
const states = (found: Installation) => findingsOf(found, String).map(({ is }) => is);

it('waits for both, and says what to look for', () => {
  expect(states(NOTHING)).toEqual(['missing', 'missing']);
  expect(findingsOf(NOTHING, String)[0]?.detail).toMatch(/<\/head>/);
  expect(isDone(NOTHING)).toBe(false);
});

it('says where a page view came from, and that the connection is still missing', () => {
  expect(states({ ...NOTHING, beacon })).toEqual(['there', 'missing']);
  expect(findingsOf({ ...NOTHING, beacon }, String)[1]?.detail).toMatch(/WebSockets/);
});

it('is done with both', () => {
  expect(states({ ...NOTHING, beacon, doorway: 6 })).toEqual(['there', 'there']);
  expect(isDone({ ...NOTHING, beacon, doorway: 6 })).toBe(true);
});

it('shows what was refused, with the origin to be allowed, until something is taken after it', () => {
  expect(findingsOf({ ...NOTHING, refused }, String)[1]).toMatchObject({ is: 'wrong', origin: 'https://old.example' });
  expect(states({ ...NOTHING, beacon, refused })).toEqual(['there', 'wrong', 'missing']);
  expect(states({ ...NOTHING, beacon: { ...beacon, at: 9 }, refused })).toEqual(['there', 'missing']);
});
