import { expect, it } from 'vitest';
import { LARGEST, photoProblem } from './photo_data';

it('takes pictures of up to a megabyte', () => {
  expect(photoProblem({ type: 'image/webp', size: LARGEST })).toBeNull();
  expect(photoProblem({ type: 'image/png', size: 1.5 * LARGEST })).toMatch(/^This picture has 1.5 MB/);
  expect(photoProblem({ type: 'image/svg+xml', size: 10 })).toMatch(/PNG, JPEG or WebP/);
});
