// What a visit says, column by column and in its timeline. Empty values are words. Pure.
import { invitationWords } from '../invite/invitation_state';
import type { MarkName } from '../lib/marks';
import { countryName } from '../lib/place_words';
import type { ChatOutcome, HappenedInvitation, VisitLine } from './wire';

const CHANNELS: Record<string, string> = {
  direct: 'Direct', search: 'Organic search', social: 'Social', email: 'E-mail', paid: 'Paid', campaign: 'Campaign', referral: 'Link',
};

export const channelWord = (channel: string): string => CHANNELS[channel] ?? channel;

const DEVICES: Record<string, string> = { desktop: 'Computer', phone: 'Phone', tablet: 'Tablet', other: 'Other device' };

export const deviceWord = (device: string): string => DEVICES[device] ?? device;

/** Known by name, or by the public name. */
export const nameOf = ({ visitor }: Pick<VisitLine, 'visitor'>): string => visitor.known_as ?? visitor.name;

export interface State {
  mark: MarkName;
  word: string;
  tone: 'here' | 'chat' | null;
}

/** Who is here is here; otherwise what came of the visit. */
export function stateOf(line: Pick<VisitLine, 'here' | 'chatted' | 'outcome' | 'invited'>): State {
  if (line.here) return { mark: 'here', word: line.chatted ? 'Here now, chatted' : 'Here now', tone: 'here' };
  if (line.chatted) return { mark: 'chat', word: 'Chat', tone: 'chat' };
  if (line.outcome) {
    const { mark, word } = invitationWords(line.outcome, null, 0);
    return { mark, word: `Invitation ${word.toLowerCase()}`, tone: null };
  }
  return { mark: 'left', word: 'Left', tone: null };
}

export const placeOf = ({ city, region, country }: Pick<VisitLine, 'city' | 'region' | 'country'>): string => city || region || countryName(country) || 'Place unknown';

/** Under the place: what is wider than it. */
export function widerOf({ city, region, country }: Pick<VisitLine, 'city' | 'region' | 'country'>): string {
  const land = countryName(country) ?? '';
  if (!city && !region) return '';
  return city && region && region !== city ? region : land;
}

export const cameFrom = ({ referrer }: Pick<VisitLine, 'referrer'>): string => referrer || 'Direct';

/** Under the referrer's name: the campaign, or the channel. */
export const cameBy = ({ referrer, campaign, channel }: Pick<VisitLine, 'referrer' | 'campaign' | 'channel'>): string =>
  campaign || (channel === 'direct' || !channel ? (referrer ? 'Link' : 'No campaign') : channelWord(channel));

export const numberWord = (number: number): string => (number <= 1 ? 'First' : number.toLocaleString('en'));

/** 49, 49.50: as much behind the point as there is. */
export const valueWord = (value: number): string => value.toLocaleString('en', { minimumFractionDigits: Number.isInteger(value) ? 0 : 2, maximumFractionDigits: 2 });

/** By the clock of a time zone; a browser that does not know it uses its own. */
function clockOf(zone: string, how: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en-GB', { ...how, timeZone: zone });
  } catch {
    return new Intl.DateTimeFormat('en-GB', how);
  }
}

const made = new Map<string, Intl.DateTimeFormat>();

function format(zone: string, name: string, how: Intl.DateTimeFormatOptions, moment: number): string {
  const key = `${zone} ${name}`;
  const clock = made.get(key) ?? clockOf(zone, how);
  made.set(key, clock);
  return clock.format(moment);
}

const yearOf = (zone: string, moment: number): string => format(zone, 'year', { year: 'numeric' }, moment);

/** “21 Nov” on the site's clock, with its year where that is not this year's. */
export const dayOf = (zone: string, moment: number, now: number): string =>
  yearOf(zone, moment) === yearOf(zone, now)
    ? format(zone, 'day', { day: 'numeric', month: 'short' }, moment)
    : format(zone, 'day and year', { day: 'numeric', month: 'short', year: 'numeric' }, moment);

/** “14:08” on the site's clock. */
export const timeOf = (zone: string, moment: number): string => format(zone, 'time', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }, moment);

export const whenIn = (zone: string, moment: number, now: number): string => `${dayOf(zone, moment, now)}, ${timeOf(zone, moment)}`;

/** For a `title`: nothing left out, with the zone. */
export const whenWholeIn = (zone: string, moment: number): string => `${format(zone, 'whole', { dateStyle: 'full', timeStyle: 'medium' }, moment)}, ${zone}`;

const CHATS: Record<ChatOutcome, { mark: MarkName; word: string }> = {
  answered: { mark: 'chat', word: 'Answered' },
  missed: { mark: 'no', word: 'Missed' },
  abandoned: { mark: 'left', word: 'Abandoned' },
  open: { mark: 'chat', word: 'Goes on' },
};

export const chatWords = (outcome: ChatOutcome): { mark: MarkName; word: string } => CHATS[outcome];

/** Who invited, in words. */
export const inviter = ({ by, rule }: Pick<HappenedInvitation, 'by' | 'rule'>): string => (rule ? `Rule: ${rule}` : (by ?? 'Somebody who is gone'));

export interface Step {
  at: number;
  mark: MarkName;
  word: string;
}

/** An invitation's moments, in order; the last is its ending. */
export function stepsOf({ at, delivered, viewed, ended, state }: HappenedInvitation): Step[] {
  const { mark, word } = invitationWords(state, null, 0);
  const steps: (Step | false)[] = [
    { at, mark: 'open', word: 'Sent' },
    delivered !== null && { at: delivered, mark: 'half', word: 'Delivered' },
    viewed !== null && { at: viewed, mark: 'invited', word: 'Seen' },
    ended !== null && { at: ended, mark, word },
  ];
  return steps.filter((step) => step !== false);
}

/** “12 visits, 80 page views and 1 chat”. */
export function erasedWords(erased: Readonly<Record<string, number>>): string {
  const parts = Object.entries(erased).filter(([, count]) => count > 0).map(([what, count]) => `${count.toLocaleString('en')} ${what.replaceAll('_', ' ').replace(/s$/, count === 1 ? '' : 's')}`);
  if (parts.length === 0) return 'There was nothing left to erase.';
  const last = parts.pop();
  return `Erased: ${parts.length > 0 ? `${parts.join(', ')} and ${last}` : last}.`;
}
