import { expect, it } from 'vitest';
import { languageWord, tagOf } from './languages_data';

it('reads a language by its word or by its tag', () => {
  const words = [languageWord('pl'), languageWord('pt-BR').toUpperCase(), 'DE', 'en-gb'];
  expect(words.map(tagOf)).toEqual(['pl', 'pt-BR', 'de', 'en-GB']);
});

it('reads nothing else', () => {
  expect(['', 'klingonese', 'x!', '12'].map(tagOf)).toEqual([null, null, null, null]);
  expect(languageWord('not a tag')).toBe('not a tag');
});
