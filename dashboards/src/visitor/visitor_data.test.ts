import { describe, expect, it } from 'vitest';
import type { Row } from '../lib/wire';
import { before, campaignLines, identityFacts, languageName, newestFirst, outcomeOf, spanWords, webLink } from './visitor_data';

describe('the visitor', () => {
  it('has links to web pages only', () => {
    expect(webLink('https://shop.example/lamps')).toBe('https://shop.example/lamps');
    for (const url of ['javascript:alert(1)', 'data:text/html,x', 'not an address', '', null]) expect(webLink(url)).toBeNull();
  });

  it('says spans shortly', () => {
    expect([40_000, 1_080_000, 3_600_000, 4_800_000].map(spanWords)).toEqual(['40 s', '18 min', '1 h', '1 h 20 min']);
  });

  it('names languages, also those nobody knows', () => {
    expect([languageName('pl'), languageName('???'), languageName(null)]).toEqual(['Polish', '???', 'Unknown']);
  });

  it('says of a campaign what was told', () => {
    expect(campaignLines({ source: 'letter', medium: null, campaign: 'autumn', term: null, content: null })).toEqual(['campaign autumn', 'by letter']);
    expect(campaignLines(null)).toEqual([]);
  });

  it('does not repeat what stands in the head', () => {
    const user = { name: 'Marta', username: 'mk', email: 'm@s.example', phone: null, attributes: { plan: 'trade' } };
    expect(identityFacts(user, { name: 'Marta', email: 'm@s.example' } as Row)).toEqual([{ word: 'User name', value: 'mk' }, { word: 'plan', value: 'trade' }]);
  });

  it('shows the newest first and leaves the order it was given', () => {
    const seen = [{ at: 1 }, { at: 3 }, { at: 2 }];
    expect(newestFirst(seen).map((one) => one.at)).toEqual([3, 2, 1]);
    expect(seen[0]!.at).toBe(1);
  });

  it('says what came of earlier visits, without this one', () => {
    const visit = (id: string, outcome: 'expired' | 'chat' | null) => ({ id, started: 0, ended: null, pages: 1, duration_ms: 0, outcome });
    expect(outcomeOf(visit('a', 'expired'))).toEqual({ mark: 'time', word: 'Invitation expired' });
    expect(outcomeOf(visit('a', 'chat'))?.word).toBe('Chat');
    expect(outcomeOf(visit('a', null))).toBeNull();
    expect(before([visit('now', null), visit('old', null)], { visit: 'now' }).map((one) => one.id)).toEqual(['old']);
  });
});
