import { describe, expect, it } from 'vitest';
import type { Canned } from '../lib/wire_desk';
import { asksForMenu, candidatesOf, choicesFor, lineOf, meant } from './commands';
import type { Candidate } from './commands';

const canned = (shortcut: string, title = '', text = ''): Canned => ({ id: shortcut, shortcut, title, text, shared: true });
const list = [canned('/shipping', 'Shipping', 'Three to five days.'), canned('/shade', 'Shade', 'It is included.'), canned('/hours', 'Opening hours', 'Ten to five.')];
const to: Candidate[] = [
  { is: 'agent', id: '1', name: 'Ben Fox', why: null },
  { is: 'agent', id: '2', name: 'Benedikt Au', why: 'Away' },
  { is: 'agent', id: '3', name: 'Ines Roth', why: null },
  { is: 'group', id: '4', name: 'Sales', why: null },
];

describe('a line', () => {
  it('is a command, a canned response or words', () => {
    expect(lineOf('  ', list)).toEqual({ is: 'nothing' });
    expect(lineOf('Good evening', list)).toEqual({ is: 'text', text: 'Good evening' });
    expect(lineOf('/a', list)).toEqual({ is: 'accept' });
    expect(lineOf('/t Ines  Roth', list)).toEqual({ is: 'transfer', to: 'Ines Roth' });
    expect(lineOf('/SHADE ', list)).toEqual({ is: 'canned', one: list[1] });
  });

  it('is never sent when its command is not known; two slashes send one', () => {
    expect(lineOf('/shde', list)).toEqual({ is: 'unknown', command: '/shde' });
    expect(lineOf('/a now', list)).toEqual({ is: 'unknown', command: '/a' });
    expect(lineOf('//srv/www', list)).toEqual({ is: 'text', text: '/srv/www' });
  });
});

describe('the menu', () => {
  const words = (draft: string) => choicesFor(draft, list, to).map((one) => (one.is === 'canned' ? one.one.shortcut : one.is === 'command' ? one.text : one.to.name));

  it('opens with one slash and not with two', () => {
    expect(['/', '/sh', '/t be', '//x', 'x /', '/a\nb'].map(asksForMenu)).toEqual([true, true, true, false, false, false]);
    expect(words('//')).toEqual([]);
  });

  it('offers what begins so, then what holds it', () => {
    expect(words('/')).toEqual(['/hours', '/shade', '/shipping', '/t ', '/a']);
    expect(words('/sh')).toEqual(['/shade', '/shipping']);
    expect(words('/days')).toEqual(['/shipping']);
    expect(words('/t')[0]).toBe('/t ');
  });

  it('offers colleagues and groups after /t, first those who are there', () => {
    expect(words('/t be')).toEqual(['Ben Fox', 'Benedikt Au']);
    expect(words('/t rot')).toEqual(['Ines Roth']);
    expect(words('/t ')).toHaveLength(4);
  });
});

describe('a name', () => {
  it('means one colleague, or says why it does not', () => {
    expect(meant(to, 'ines')).toBe(to[2]);
    expect(meant(to, 'sales')).toBe(to[3]);
    expect(meant(to, 'ben')).toBe('ben may be Ben Fox or Benedikt Au: write more of the name.');
    expect(meant(to, 'Benedikt')).toBe('Benedikt Au: Away');
    expect(meant(to, 'Zoe')).toBe('Nobody here is called Zoe.');
    expect(meant(to, '')).toBe('Write the name of a colleague or a group after /t.');
  });

  it('of a group can be offered when somebody of it is there', () => {
    expect(candidatesOf({ agents: [], groups: [{ id: 'g', name: 'Sales', there: 0 }, { id: 'h', name: 'Help', there: 2 }] }).map((one) => one.why === null)).toEqual([false, true]);
  });
});
