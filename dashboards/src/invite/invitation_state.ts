// What became of an invitation, in the words and marks of the screen. Pure: used by rows, panel, map and card alike.
import { countdown } from '../lib/countdown';
import type { Invitation, InvitationStateName, RowInvitation } from '../lib/wire';

export type InvitationMark = 'open' | 'half' | 'invited' | 'yes' | 'no' | 'time' | 'left' | 'back' | 'swap';

export interface InvitationWords {
  mark: InvitationMark;
  /** One word: "Seen". */
  word: string;
  /** What it means for the agent. */
  sentence: string;
  /** For a row or a pill: "Seen, 1:42 left". */
  short: string;
  /** Milliseconds until it goes by itself; null while no clock runs. */
  remaining: number | null;
  open: boolean;
  /** May be taken back: only until it has been seen. */
  withdrawable: boolean;
}

/** From the moment it is seen, an invitation has two minutes. */
export const LASTS = 120_000;

type Saying = readonly [mark: InvitationMark, word: string, sentence: string];

const SAYINGS: Record<InvitationStateName, Saying> = {
  sent: ['open', 'Sent', 'On its way to the visitor’s browser.'],
  delivered: ['half', 'Delivered', 'In the page, not on the screen yet. The clock has not started.'],
  viewed: ['invited', 'Seen', 'The visitor can see it. It goes by itself when the ring is empty.'],
  accepted: ['yes', 'Accepted', 'The visitor replied. The chat is open.'],
  declined: ['no', 'Declined', 'The visitor said no, thank you.'],
  expired: ['time', 'Expired', 'Seen, and two minutes went by.'],
  undelivered: ['left', 'Undelivered', 'The visitor left before seeing it.'],
  withdrawn: ['back', 'Withdrawn', 'Taken back before it was seen.'],
  superseded: ['swap', 'Superseded', 'A person’s invitation took a rule’s place.'],
};

export const isOpen = (state: InvitationStateName): boolean => state === 'sent' || state === 'delivered' || state === 'viewed';

/** `deadline` is a moment of the server's clock, as `now` is. */
export function invitationWords(state: InvitationStateName, deadline: number | null, now: number): InvitationWords {
  const [mark, word, sentence] = SAYINGS[state];
  const remaining = state === 'viewed' && deadline !== null ? Math.max(0, Math.min(LASTS, deadline - now)) : null;
  const short = remaining === null ? shortOf(state, word) : `Seen, ${countdown(remaining)} left`;
  return { mark, word, sentence, short, remaining, open: isOpen(state), withdrawable: state === 'sent' || state === 'delivered' };
}

function shortOf(state: InvitationStateName, word: string): string {
  if (state === 'sent' || state === 'delivered') return 'Invited, not seen yet';
  return `Invitation ${word.toLowerCase()}`;
}

export const rowInvitation = (invitation: RowInvitation, now: number): InvitationWords =>
  invitationWords(invitation.state, invitation.deadline, now);

/** A frame says how long is left at the moment it comes; from then on that is a moment of the server's clock. */
export const deadlineOf = (invitation: Pick<Invitation, 'remaining_ms'>, now: number): number | null =>
  invitation.remaining_ms === null ? null : now + invitation.remaining_ms;

/** The countdown is spoken at its start and once more near its end, not at every second. */
export const spokenAt = (remaining: number): string => (remaining > 30_000 ? 'The two minutes have begun.' : '30 seconds left.');
