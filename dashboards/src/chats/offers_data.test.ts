import { describe, expect, it } from 'vitest';
import type { Offer, OfferState } from '../lib/wire_desk';
import { byMe, endedWords, listed, NO_OFFERS, offered, toMe } from './offers_data';
import { ADA, BEN } from './samples';

const offer = (more: Partial<Offer> = {}): Offer => ({
  id: 'o', chat: 'c', kind: 'transfer', visitor_name: 'Marta', from: ADA, to: { agent: 'ben', group: null, name: 'Ben' }, note: '', made: 0,
  until: 30_000, state: 'open', taken_by: null, ...more,
});

describe('offers', () => {
  it('are there while they are open', () => {
    const open = offered(NO_OFFERS, offer());
    expect(byMe(open, 'c', 'ada')?.id).toBe('o');
    expect(byMe(open, 'c', 'ben')).toBeNull();
    expect(offered(open, offer({ state: 'declined' })).size).toBe(0);
    expect(listed([offer(), offer({ id: 'p', state: 'gone' })]).size).toBe(1);
  });

  it('ask the other, until answered or over', () => {
    const open = offered(NO_OFFERS, offer());
    expect(toMe(open, 'ben', new Set(), 0)).toHaveLength(1);
    expect(toMe(open, 'ada', new Set(), 0)).toEqual([]);
    expect(toMe(open, 'ben', new Set(['o']), 0)).toEqual([]);
    expect(toMe(open, 'ben', new Set(), 30_000)).toEqual([]);
  });

  it('say what became of them to whoever does not know', () => {
    const words = (state: OfferState, me: string, more: Partial<Offer> = {}) => endedWords(offer({ state, ...more }), me);
    expect(words('declined', 'ada')).toBe('Ben declined. The chat with Marta stays with you.');
    expect(words('expired', 'ada')).toBe('Ben did not answer. The chat with Marta stays with you.');
    expect(words('accepted', 'ada', { taken_by: BEN })).toBe('Ben has the chat with Marta now.');
    expect(words('accepted', 'ada', { taken_by: BEN, kind: 'join' })).toBe('Ben is in the chat with Marta.');
    expect(words('accepted', 'ben', { taken_by: BEN })).toBeNull();
    expect(words('accepted', 'ines', { taken_by: BEN })).toBe('Ben has the chat with Marta.');
    expect(words('withdrawn', 'ben')).toBe('Ada took the offer back.');
    expect(words('gone', 'ben')).toBe('The chat with Marta is over.');
    expect([words('declined', 'ben'), words('withdrawn', 'ada'), words('open', 'ada')]).toEqual([null, null, null]);
  });
});
