import { expect, it } from 'vitest';
import { withTag } from './tags';

it('adds a tag once, trimmed, and not without end', () => {
  expect(withTag(['lamp'], '  two   words, ')).toEqual(['lamp', 'two words']);
  const tags = ['lamp'];
  expect([withTag(tags, 'LAMP'), withTag(tags, ' , ')]).toEqual([tags, tags]);
  const many = Array.from({ length: 20 }, (_, at) => `t${at}`);
  expect(withTag(many, 'one more')).toBe(many);
});
