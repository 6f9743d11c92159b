import { expect, it } from 'vitest';
import { codeOf, spaced } from './code_data';

it('reads six digits, however they are grouped', () => {
  expect(['123456', ' 123 456 ', '12345', '1234567', '12345a', ''].map(codeOf)).toEqual(['123456', '123456', null, null, null, null]);
});

it('writes a secret in fours', () => {
  expect([spaced('JBSWY3DPEHPK3PXPAB'), spaced('')]).toEqual(['JBSW Y3DP EHPK 3PXP AB', '']);
});
