// A webhook as it is being written. Pure.
import { wrong } from '../settings/problems_data';
import type { Problems } from '../settings/problems_data';
import type { Webhook } from '../settings/wire';

export const EVENTS: readonly { event: string; word: string }[] = [
  { event: 'chat.ringing', word: 'A chat rings' },
  { event: 'chat.accepted', word: 'A chat is accepted' },
  { event: 'chat.message', word: 'A message is said' },
  { event: 'chat.transferred', word: 'A chat is transferred' },
  { event: 'chat.ended', word: 'A chat ends' },
  { event: 'chat.missed', word: 'A chat is missed' },
  { event: 'chat.rated', word: 'A chat is rated' },
  { event: 'offline_message', word: 'An offline message comes' },
  { event: 'invitation.sent', word: 'An invitation is sent' },
  { event: 'invitation.ended', word: 'An invitation ends' },
];

export interface WebhookDraft {
  url: string;
  /** Every event, also those that come later: none are named. */
  all: boolean;
  events: string[];
  active: boolean;
}

export const draftOf = (one: Webhook | null): WebhookDraft => ({ url: one?.url ?? '', all: !one || one.events.length === 0, events: one?.events ?? [], active: one?.active ?? true });

export const bodyOf = ({ url, all, events, active }: WebhookDraft) => ({ url: url.trim(), events: all ? [] : events, active });

const isAddress = (text: string): boolean => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);

export const problemsOf = ({ url, all, events }: WebhookDraft): Problems =>
  wrong(
    [!isAddress(url.trim()), 'url', 'Write a whole address, as https://crm.example/parlour.'],
    [!all && events.length === 0, 'events', 'Choose an event, or all of them.'],
  );

export function eventsWord(events: readonly string[]): string {
  if (events.length === 0) return 'Every event';
  return events.length <= 2 ? events.join(', ') : `${events.slice(0, 2).join(', ')} and ${events.length - 2} more`;
}
