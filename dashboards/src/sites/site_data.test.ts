import { describe, expect, it } from 'vitest';
import { bodyOf, draftOf, originOf, problemsOf, saidOf } from './site_data';

describe('a site being written', () => {
  it('takes origins with scheme, host and port only', () => {
    expect(originOf('shop.example')).toBe('https://shop.example');
    expect(originOf('https://*.shop.example')).toBe('https://*.shop.example');
    expect(originOf('http://localhost:8080')).toBe('http://localhost:8080');
    for (const text of ['https://shop.example/path', 'ftp://shop.example', 'https://', 'https://a@shop.example', 'javascript://x']) expect(originOf(text)).toBeNull();
  });

  it('says what is missing', () => {
    const problems = problemsOf({ ...draftOf(null, 'UTC'), origins: 'https://a.example/x' });
    expect(Object.keys(problems)).toEqual(['name', 'origins']);
    expect(problemsOf({ ...draftOf(null, 'UTC'), name: 'Shop', origins: 'a.example' })).toEqual({});
  });

  it('sends no style where there is no chat link', () => {
    const draft = draftOf(null, 'UTC');
    expect(bodyOf({ ...draft, style: { ...draft.style, kind: 'none' } }).style).toBeNull();
  });

  it('sends each origin once', () => {
    const body = bodyOf({ ...draftOf(null, 'Europe/Warsaw'), name: ' Shop ', origins: 'a.example\nhttps://a.example\n b.example ' });
    expect(body).toMatchObject({ name: 'Shop', origins: ['https://a.example', 'https://b.example'], time_zone: 'Europe/Warsaw' });
  });

  it('leaves out the words that were not written', () => {
    expect(saidOf({ pl: { welcome: 'Dzień dobry', name: ' ' }, de: { welcome: '' } })).toEqual({ pl: { welcome: 'Dzień dobry' } });
  });
});
