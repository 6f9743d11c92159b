import { describe, expect, it } from 'vitest';
import { rowWords } from './row_words';

const said = (report: string, label: string, detail: string | null = null) => rowWords(report, { label, detail });

describe('a row', () => {
  it('is named as people name it, with the service’s word beside it', () => {
    expect(said('pages', '/lamps', 'Lamps')).toEqual({ label: 'Lamps', detail: '/lamps' });
    expect(said('pages', '/lamps')).toEqual({ label: '/lamps', detail: null });
    expect(said('pages', '/lamps', '/lamps')).toEqual({ label: '/lamps', detail: null });
    expect(said('countries', 'GB')).toEqual({ label: 'United Kingdom', detail: 'GB' });
    expect(said('countries', 'Unknown')).toEqual({ label: 'Place unknown', detail: null });
    expect(said('languages', 'en-GB')).toEqual({ label: 'British English', detail: 'en-GB' });
    expect(said('languages', 'not a language')).toEqual({ label: 'not a language', detail: null });
    expect(said('channels', 'email').label).toBe('E-mail');
    expect(said('chats', '2026-11-07').label).toBe('Sat 7 Nov');
    expect(said('chats-by-hour', '9').label).toBe('09:00');
  });
});
