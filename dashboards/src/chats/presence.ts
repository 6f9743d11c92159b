// How a colleague stands at the desk, in words. Pure.
import type { MarkName } from '../lib/marks';
import type { Colleague } from '../lib/wire_desk';

const many = (number: number): string => (number === 1 ? 'chat' : 'chats');

/** "2 of 5 chats"; who takes as many as come has "2 chats". */
export const loadWords = ({ chats, capacity }: Pick<Colleague, 'chats' | 'capacity'>): string =>
  capacity === null ? `${chats} ${many(chats)}` : `${chats} of ${capacity} ${many(capacity)}`;

export function presence(one: Colleague): { mark: MarkName; word: string } {
  if (!one.here) return { mark: 'left', word: 'Not here' };
  if (one.status === 'away') return { mark: 'away', word: one.idle ? 'Away for a while' : 'Away' };
  return { mark: 'online', word: one.capacity !== null && one.chats >= one.capacity ? 'Busy' : 'Online' };
}

/** Those who are there first, then by name. */
export const byPresence = (all: Iterable<Colleague>): Colleague[] =>
  [...all].sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name));

const rank = (one: Colleague): number => (!one.here ? 2 : one.status === 'away' ? 1 : 0);
