import { expect, it } from 'vitest';
import { addressIn, partsOf, shortly, urlOf, withoutAddress } from './addresses';

it('finds web addresses in a sentence, without the sentence’s own signs', () => {
  expect(partsOf('Look at https://shop.example/lamps?a=1, or www.shop.example.')).toEqual([
    { text: 'Look at ', url: null },
    { text: 'https://shop.example/lamps?a=1', url: 'https://shop.example/lamps?a=1' },
    { text: ', or ', url: null },
    { text: 'www.shop.example', url: 'https://www.shop.example/' },
    { text: '.', url: null },
  ]);
});

it('makes no link of anything that is not a web page', () => {
  expect(['javascript:alert(1)', 'data:text/html,x', 'ftp://x.example', 'https://', 'mailto:a@b.example'].map(urlOf)).toEqual([null, null, null, null, null]);
  expect(addressIn('javascript:alert(1) and x.y')).toBeNull();
});

it('leaves the words that stand round a pushed address', () => {
  expect(withoutAddress('See https://shop.example/a now', 'https://shop.example/a')).toBe('See now');
  expect(withoutAddress('https://shop.example/a', 'https://shop.example/a')).toBe('');
});

it('shows an address shortly', () => {
  expect(shortly('https://www.shop.example/')).toBe('shop.example');
  expect(shortly(`https://shop.example/${'x'.repeat(90)}`)).toHaveLength(48);
});
