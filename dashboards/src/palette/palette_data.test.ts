import { expect, it } from 'vitest';
import { found, keyCaps, onceEach } from './palette_data';

const commands = ['Go to the map', 'Go to chats', 'Show Café Nord', 'Map legend'].map((words) => ({ words }));
const words = (typed: string) => found(commands, typed).map((one) => one.words);

it('finds by the beginnings of words, in any order, without accents', () => {
  expect(words('map')).toEqual(['Map legend', 'Go to the map']);
  expect(words('ch go')).toEqual(['Go to chats']);
  expect(words('cafe')).toEqual(['Show Café Nord']);
  expect(words('')).toHaveLength(4);
  expect(words('zebra')).toEqual([]);
});

it('writes keys as they stand on the keyboard', () => {
  expect([keyCaps('g w'), keyCaps('Mod+k', false), keyCaps('Mod+k', true), keyCaps('Escape')]).toEqual([['g', 'w'], ['Ctrl', 'K'], ['⌘', 'K'], ['Esc']]);
});

it('says a key once, as who came last says it', () => {
  expect(onceEach([{ keys: 'x', what: 'End' }, { keys: 'a', what: 'Accept' }, { keys: 'x', what: 'Decline' }]).map((one) => one.what)).toEqual(['End', 'Accept']);
});
