import { expect, it } from 'vitest';
import { duration } from './clock';

it('says a span as minutes and seconds, with hours when there are any', () => {
  expect([0, 12_400, 848_000, 3_731_000, -5].map(duration)).toEqual(['0:00', '0:12', '14:08', '1:02:11', '0:00']);
});
