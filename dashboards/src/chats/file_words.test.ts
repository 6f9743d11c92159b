import { expect, it } from 'vitest';
import { ownAddress, sizeWords } from './file_words';

it('says how large a file is', () => {
  expect([840, 12_400, 3_400_000].map(sizeWords)).toEqual(['840 B', '12 kB', '3.4 MB']);
});

it('leads to this house’s files only', () => {
  const at = (url: string) => ownAddress(url, 'https://parlour.example');
  expect(at('/files/1/abc')).toBe('/files/1/abc');
  expect(at('https://chat.example/files/1/abc')).toBe('/files/1/abc');
  expect([at('https://evil.example/x'), at('javascript:alert(1)')]).toEqual([null, null]);
});
