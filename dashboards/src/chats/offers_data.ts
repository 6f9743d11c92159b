// Chats that are offered: to me, and by me. Pure.
import type { Offer } from '../lib/wire_desk';

export type Offers = ReadonlyMap<string, Offer>;

export const NO_OFFERS: Offers = new Map();

/** Only open ones are kept; the ending is news, and then over. */
export function offered(offers: Offers, offer: Offer): Offers {
  const next = new Map(offers);
  if (offer.state === 'open') next.set(offer.id, offer);
  else next.delete(offer.id);
  return next;
}

export const listed = (all: readonly Offer[]): Offers => all.reduce(offered, NO_OFFERS);

/** Offered to me, or to a group of mine, oldest first; what I have turned down myself is not asked again. */
export const toMe = (offers: Offers, me: string, declined: ReadonlySet<string>, now: number): Offer[] =>
  [...offers.values()].filter((one) => one.from.id !== me && !declined.has(one.id) && one.until > now).sort((a, b) => a.made - b.made);

export const byMe = (offers: Offers, chat: string, me: string): Offer | null =>
  [...offers.values()].find((one) => one.chat === chat && one.from.id === me) ?? null;

export const asksWords = (offer: Offer): string =>
  offer.kind === 'transfer' ? `${offer.from.name} offers you the chat with ${offer.visitor_name}` : `${offer.from.name} asks you into the chat with ${offer.visitor_name}`;

/** What became of an offer, for whoever has to hear it; null when it is no news to them. */
export function endedWords(offer: Offer, me: string): string | null {
  const { state, to, visitor_name: visitor, taken_by: taker } = offer;
  const mine = offer.from.id === me;
  if (state === 'accepted') {
    if (taker?.id === me) return null;
    if (!mine) return `${taker?.name ?? 'A colleague'} has the chat with ${visitor}.`;
    return offer.kind === 'transfer' ? `${taker?.name ?? to.name} has the chat with ${visitor} now.` : `${taker?.name ?? to.name} is in the chat with ${visitor}.`;
  }
  const stays = offer.kind === 'transfer' ? ` The chat with ${visitor} stays with you.` : '';
  if (state === 'declined') return mine ? `${to.name} declined.${stays}` : null;
  if (state === 'expired') return mine ? `${to.name} did not answer.${stays}` : null;
  if (state === 'withdrawn') return mine ? null : `${offer.from.name} took the offer back.`;
  return state === 'gone' && !mine ? `The chat with ${visitor} is over.` : null;
}
