import { expect, it } from 'vitest';
import { contrast, isColour, READABLE, textOn } from './colour';

it('reckons contrast as WCAG does', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
});

it('writes on a colour with what is read better', () => {
  expect([textOn('#143a3e'), textOn('#efb654')]).toEqual(['#ffffff', '#162325']);
  expect(contrast('#808080', textOn('#808080'))).toBeLessThan(READABLE);
});

it('knows a colour when it sees one', () => {
  expect(['#a1B2c3', '#fff', 'red', '#12345g'].map(isColour)).toEqual([true, false, false, false]);
});
