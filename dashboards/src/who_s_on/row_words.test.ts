import { describe, expect, it } from 'vitest';
import type { Row } from '../lib/wire';
import { cameBy, rowDeeds, statusWords, whyNotInvite } from './row_words';

const row = (part: Partial<Row>): Row => ({ status: 'here', bot: null, privacy: false, simulated: false, chat: null, ...part }) as Row;

describe('a row', () => {
  it('says how somebody came', () => {
    expect(cameBy({ referrer: 'www.google.com', campaign: 'autumn-lamps' })).toBe('autumn-lamps');
    expect(cameBy({ referrer: 'www.google.com', campaign: null })).toBe('Organic search');
    expect(cameBy({ referrer: 'pinterest.com', campaign: null })).toBe('Social');
    expect(cameBy({ referrer: 'news.example', campaign: null })).toBe('Link');
    expect(cameBy({ referrer: null, campaign: null })).toBe('No campaign');
  });

  it('says with whom the chat is', () => {
    const chat = { id: 'c', state: 'active', agent: { id: 'ines', name: 'Ines Duarte' } } as const;
    expect(statusWords(row({ status: 'chatting', chat }), 'ada').word).toBe('In chat with Ines');
    expect(statusWords(row({ status: 'chatting', chat }), 'ines').word).toBe('In chat with you');
    expect(statusWords(row({ privacy: true, simulated: true }), 'ada').word).toBe('Here, simulated, asks for privacy');
    expect(statusWords(row({ bot: 'monitor' }), 'ada').word).toBe('Watches whether sites are up');
  });

  it('says why nobody can be invited', () => {
    expect(whyNotInvite(row({}), true)).toBeNull();
    expect(whyNotInvite(row({ status: 'idle' }), true)).toBeNull();
    for (const part of [{ bot: 'x' }, { privacy: true }, { status: 'left' }, { status: 'invited' }, { status: 'ringing' }, { status: 'chatting' }] as const)
      expect(whyNotInvite(row(part), true)).toBeTruthy();
    expect(whyNotInvite(row({}), false)).toContain('connection');
  });

  it('offers what its state asks for', () => {
    const does = (part: Partial<Row>, converses = true) => rowDeeds(row(part), 'ada', true, converses).map((deed) => `${deed.does}${deed.why ? ' off' : ''}`);
    const chat = { id: 'c', state: 'active' as const, agent: { id: 'ada', name: 'Ada' } };
    expect(does({ status: 'ringing', chat: { ...chat, state: 'ringing', agent: null } })).toEqual(['accept', 'open']);
    expect(does({ status: 'chatting', chat })).toEqual(['chat', 'open']);
    expect(does({ status: 'chatting', chat: { ...chat, agent: { id: 'ines', name: 'Ines' } } })).toEqual(['invite off', 'open']);
    expect(does({})).toEqual(['invite', 'open']);
    expect(does({}, false)).toEqual(['open']);
  });
});
