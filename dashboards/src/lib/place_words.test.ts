import { expect, it } from 'vitest';
import { placeName, timeThere } from './place_words';

it('says the most exact place it knows', () => {
  expect(placeName({ city: 'Lyon', region: 'Rhône', country: 'FR' })).toBe('Lyon');
  expect(placeName({ city: null, region: 'Bavaria', country: 'DE' })).toBe('Bavaria');
  expect(placeName({ city: null, region: null, country: 'FR' })).toBe('France');
  expect(placeName({ city: null, region: null, country: null })).toBe('Place unknown');
  expect(placeName({ city: null, region: null, country: 'not a code' })).toBe('Place unknown');
});

it('says the time there, or nothing for a zone nobody knows', () => {
  const noon = Date.UTC(2026, 10, 1, 12);
  expect(timeThere('Asia/Tokyo', noon)).toBe('21:00');
  expect(timeThere('Nowhere/Else', noon)).toBeNull();
  expect(timeThere(null, noon)).toBeNull();
});
