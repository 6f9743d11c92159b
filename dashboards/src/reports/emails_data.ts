// Reports that go out by e-mail: as the service has them, as they are written. Pure.
import { wrong } from '../settings/problems_data';
import type { Problems } from '../settings/problems_data';

export interface Scheduled {
  id: string;
  site: string;
  name: string;
  every: 'week' | 'month';
  /** 1 Monday to 7; of a month's first week it says nothing. */
  weekday: number;
  hour: number;
  recipients: string[];
  filters: string[];
  sections: string[];
  next: number;
  last: { at: number; state: string } | null;
}

export const SECTIONS: readonly [report: string, word: string][] = [
  ['overview', 'Overview'], ['help', 'Did inviting help?'], ['pages', 'Pages'], ['entry-pages', 'Entry pages'], ['referrers', 'Referrers'], ['channels', 'Channels'],
  ['campaigns', 'Campaigns'], ['countries', 'Countries'], ['goals', 'Goals'], ['invitations', 'Invitations'], ['chats', 'Chats'], ['agents', 'Agents'],
];

export const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

export interface EmailDraft {
  name: string;
  every: 'week' | 'month';
  weekday: number;
  hour: number;
  /** One a line. */
  recipients: string;
  sections: string[];
  filters: string[];
}

export const emailDraft = (one: Scheduled | null, filters: readonly string[], own: string): EmailDraft => ({
  name: one?.name ?? '', every: one?.every ?? 'week', weekday: one?.weekday ?? 1, hour: one?.hour ?? 8, recipients: one?.recipients.join('\n') ?? own,
  sections: one?.sections ?? ['overview', 'pages', 'referrers', 'goals'], filters: one?.filters ?? [...filters],
});

const addresses = (text: string): string[] => [...new Set(text.split(/[\s,;]+/).filter(Boolean))];

/** In the order in which they stand in the letter. */
const ordered = (sections: readonly string[]): string[] => SECTIONS.map(([report]) => report).filter((report) => sections.includes(report));

export const emailBody = (site: string, { recipients, sections, ...rest }: EmailDraft): Omit<Scheduled, 'id' | 'next' | 'last'> => ({
  site, ...rest, name: rest.name.trim(), weekday: Number(rest.weekday), hour: Number(rest.hour), recipients: addresses(recipients), sections: ordered(sections),
});

const looksWrong = (address: string): boolean => !/^[^@\s]+@[^@\s]+$/.test(address);

export function emailProblems({ name, recipients, sections }: EmailDraft): Problems {
  const all = addresses(recipients);
  return wrong(
    [!name.trim(), 'name', 'Give it a name: it is the subject of the e-mail.'],
    [all.length === 0, 'recipients', 'Who gets it?'],
    [all.some(looksWrong), 'recipients', `This is no e-mail address: ${all.find(looksWrong) ?? ''}`],
    [sections.length === 0, 'sections', 'Choose what is in it.'],
  );
}

/** “Every Monday at 08:00”, “On the first of every month at 08:00”. */
export const everyWords = ({ every, weekday, hour }: Pick<Scheduled, 'every' | 'weekday' | 'hour'>): string =>
  `${every === 'week' ? `Every ${WEEKDAYS[weekday - 1] ?? 'week'}` : 'On the first of every month'} at ${String(hour).padStart(2, '0')}:00`;
