import { describe, expect, it } from 'vitest';
import { emailBody, emailDraft, emailProblems, everyWords } from './emails_data';

const kept = {
  id: 'e', site: 's', name: 'Monday letter', every: 'week' as const, weekday: 1, hour: 8, recipients: ['ada@shop.example', 'ben@shop.example'], filters: ['new:is:yes'],
  sections: ['overview', 'pages'], next: 0, last: null,
};

describe('an e-mail with reports', () => {
  it('is sent as it came', () => {
    const { id: _i, next: _n, last: _l, ...body } = kept;
    expect(emailBody('s', emailDraft(kept, [], ''))).toEqual(body);
  });

  it('begins with the filters that are looked at, and goes to oneself', () => {
    expect(emailDraft(null, ['new:is:yes'], 'ada@shop.example')).toMatchObject({ filters: ['new:is:yes'], recipients: 'ada@shop.example' });
  });

  it('takes addresses as they are pasted, each once, and its parts in their order', () => {
    const body = emailBody('s', { ...emailDraft(kept, [], ''), recipients: ' a@b.example, c@d.example;a@b.example\n', sections: ['pages', 'overview'] });
    expect(body.recipients).toEqual(['a@b.example', 'c@d.example']);
    expect(body.sections).toEqual(['overview', 'pages']);
  });

  it('needs a name, somebody and something', () => {
    expect(Object.keys(emailProblems({ ...emailDraft(null, [], ''), sections: [] }))).toEqual(['name', 'recipients', 'sections']);
    expect(emailProblems({ ...emailDraft(kept, [], ''), recipients: 'ada' })['recipients']).toContain('ada');
    expect(emailProblems(emailDraft(kept, [], ''))).toEqual({});
  });

  it('says when it goes', () => {
    expect(everyWords(kept)).toBe('Every Monday at 08:00');
    expect(everyWords({ every: 'month', weekday: 1, hour: 17 })).toBe('On the first of every month at 17:00');
  });
});
