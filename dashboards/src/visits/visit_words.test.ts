import { describe, expect, it } from 'vitest';
import { cameBy, cameFrom, chatWords, dayOf, erasedWords, inviter, nameOf, numberWord, placeOf, stateOf, stepsOf, valueWord, whenIn, widerOf } from './visit_words';
import type { HappenedInvitation } from './wire';

describe('the state of a visit', () => {
  it.each([
    [{ here: true, chatted: false, outcome: null, invited: 0 }, 'here', 'Here now'],
    [{ here: true, chatted: true, outcome: null, invited: 0 }, 'here', 'Here now, chatted'],
    [{ here: false, chatted: true, outcome: 'accepted', invited: 1 }, 'chat', 'Chat'],
    [{ here: false, chatted: false, outcome: 'declined', invited: 1 }, 'no', 'Invitation declined'],
    [{ here: false, chatted: false, outcome: null, invited: 0 }, 'left', 'Left'],
  ] as const)('%j', (line, mark, word) => expect(stateOf(line)).toMatchObject({ mark, word }));
});

describe('who and where from', () => {
  it('is a word where nothing is known', () => {
    expect(placeOf({ city: '', region: '', country: '' })).toBe('Place unknown');
    expect(placeOf({ city: '', region: '', country: 'GB' })).toBe('United Kingdom');
    expect(cameFrom({ referrer: '' })).toBe('Direct');
    expect(numberWord(1)).toBe('First');
    expect(nameOf({ visitor: { name: 'Linnet 482', known_as: null } })).toBe('Linnet 482');
  });

  it('says the wider place and the campaign below', () => {
    expect(widerOf({ city: 'Kraków', region: 'Małopolska', country: 'PL' })).toBe('Małopolska');
    expect(widerOf({ city: 'Berlin', region: 'Berlin', country: 'DE' })).toBe('Germany');
    expect(cameBy({ referrer: 'google.com', campaign: '', channel: 'search' })).toBe('Organic search');
    expect(cameBy({ referrer: 'google.com', campaign: 'autumn', channel: 'paid' })).toBe('autumn');
    expect(cameBy({ referrer: '', campaign: '', channel: 'direct' })).toBe('No campaign');
  });

  it('counts by the site’s clock', () => {
    const late = Date.UTC(2026, 10, 20, 23, 30);
    expect(whenIn('UTC', late, late)).toContain('23:30');
    expect(whenIn('Europe/Warsaw', late, late)).toContain('00:30');
    expect(whenIn('Europe/Warsaw', late, late)).toContain('21');
    expect(whenIn('Not/AZone', late, late)).toMatch(/\d\d:30/);
    expect([dayOf('UTC', late, late), dayOf('UTC', late, Date.UTC(2027, 0, 1))].map((words) => words.includes('2026'))).toEqual([false, true]);
  });
});

describe('an invitation', () => {
  const INVITATION: HappenedInvitation = { at: 0, kind: 'invitation', id: 'i', by: 'Ada', rule: null, text: '', delivered: 5, viewed: null, ended: 9, state: 'undelivered' };

  it('has its moments in order, and its ending last', () => {
    expect(stepsOf(INVITATION).map(({ at, word }) => [at, word])).toEqual([[0, 'Sent'], [5, 'Delivered'], [9, 'Undelivered']]);
    expect(stepsOf({ ...INVITATION, viewed: 7, ended: null, state: 'viewed' }).map(({ word }) => word)).toEqual(['Sent', 'Delivered', 'Seen']);
  });

  it('names who invited', () => {
    expect(inviter(INVITATION)).toBe('Ada');
    expect(inviter({ by: 'Ada', rule: 'At the basket' })).toBe('Rule: At the basket');
    expect(inviter({ by: null, rule: null })).toBe('Somebody who is gone');
  });
});

it('says what came of a chat, and what a thing was worth', () => {
  expect(chatWords('missed').word).toBe('Missed');
  expect([valueWord(49), valueWord(49.5)]).toEqual(['49', '49.50']);
});

it('says what was erased', () => {
  expect(erasedWords({ visits: 12, page_views: 1, chats: 0 })).toBe('Erased: 12 visits and 1 page view.');
  expect(erasedWords({ visits: 1 })).toBe('Erased: 1 visit.');
  expect(erasedWords({ visits: 0 })).toBe('There was nothing left to erase.');
});
