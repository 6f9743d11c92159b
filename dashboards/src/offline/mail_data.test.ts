import { expect, it } from 'vitest';
import { mailsWord, stateOf } from './mail_data';

const NOW = 1_000_000;

it('says of an e-mail what is true of it', () => {
  const states = [
    { state: 'sent', tries: 1, next_try: 0 }, { state: 'queued', tries: 0, next_try: NOW }, { state: 'queued', tries: 2, next_try: NOW + 60_000 }, { state: 'failed', tries: 6, next_try: 0 }, { state: 'failed', tries: 1, next_try: 0 },
  ] as const;
  expect(states.map((one) => stateOf(one, NOW).word)).toEqual(['Sent', 'Queued', 'Try 3 in 1 min', 'Failed after 6 tries', 'Failed after 1 try']);
  expect(states.map((one) => stateOf(one, NOW).tone)).toEqual(['good', '', 'bad', 'bad', 'bad']);
});

it('says how far a message’s e-mails have come', () => {
  const of = (...states: ('sent' | 'queued' | 'failed')[]) => mailsWord(states.map((state) => ({ state }))).word;
  expect([of(), of('sent'), of('sent', 'sent'), of('sent', 'queued'), of('sent', 'failed', 'queued')]).toEqual([
    'E-mailed to nobody', 'E-mailed', 'E-mailed to 2', '1 of 2 e-mails on their way', '1 of 3 e-mails failed',
  ]);
});
