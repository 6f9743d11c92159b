// E-mail on its way, in words. Pure.
import { until } from '../settings/when_data';
import type { Mail, MailState, OfflineMessage } from '../settings/wire';

export interface StateWord {
  word: string;
  tone: 'good' | 'bad' | '';
}

/** What is true of one e-mail or delivery: sent, on its way with the next try, or failed. */
export function stateOf({ state, tries, next_try }: Pick<Mail, 'state' | 'tries' | 'next_try'>, now: number): StateWord {
  if (state === 'sent') return { word: 'Sent', tone: 'good' };
  if (state === 'failed') return { word: `Failed after ${tries} ${tries === 1 ? 'try' : 'tries'}`, tone: 'bad' };
  return { word: tries === 0 ? 'Queued' : `Try ${tries + 1} ${until(next_try ?? now, now)}`, tone: tries === 0 ? '' : 'bad' };
}

const ABOUT: Readonly<Record<string, string>> = { offline_message: 'Offline message', transcript: 'Transcript', test: 'Test' };

export const aboutWord = (about: string): string => ABOUT[about] ?? about;

/** “To 2 operators”, “1 of 2 failed”. */
export function mailsWord(mails: readonly { state: MailState }[]): StateWord {
  const [all, sent, failed] = [mails.length, mails.filter(({ state }) => state === 'sent').length, mails.filter(({ state }) => state === 'failed').length];
  if (all === 0) return { word: 'E-mailed to nobody', tone: '' };
  if (failed > 0) return { word: `${failed} of ${all} e-mails failed`, tone: 'bad' };
  return sent === all ? { word: all === 1 ? 'E-mailed' : `E-mailed to ${all}`, tone: 'good' } : { word: `${all - sent} of ${all} e-mails on their way`, tone: '' };
}

export const inOrder = (all: readonly OfflineMessage[]): OfflineMessage[] => [...all].sort((a, b) => b.at - a.at);

export const unhandled = (all: readonly OfflineMessage[]): number => all.filter(({ handled }) => handled === null).length;
