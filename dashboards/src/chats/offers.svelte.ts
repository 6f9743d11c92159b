// Offers, live: what others ask of me, and what I ask of them.
import { api } from '../lib/api';
import { attempt } from '../lib/attempt';
import { clock } from '../lib/clock';
import { connection } from '../lib/connection';
import { notify, unnotify } from '../lib/notify';
import { go } from '../lib/route';
import { knock } from '../lib/sound';
import { toast } from '../lib/toast';
import type { Offer } from '../lib/wire_desk';
import { fromStore } from 'svelte/store';
import * as data from './offers_data';
import type { Candidate } from './commands';
import { room } from './chats_room.svelte';

const tick = fromStore(clock);

class LiveOffers {
  all = $state.raw<data.Offers>(data.NO_OFFERS);
  #declined = $state.raw<ReadonlySet<string>>(new Set());
  readonly incoming = $derived.by(() => data.toMe(this.all, room.me.id, this.#declined, tick.current));

  start(): () => void {
    const offs = [
      connection.whenLive(() => void this.#resync()),
      connection.on('offer', (offer) => this.#came(offer)),
    ];
    return () => {
      offs.forEach((off) => off());
      this.all = data.NO_OFFERS;
    };
  }

  byMe = (chat: string): Offer | null => data.byMe(this.all, chat, room.me.id);

  async accept(offer: Offer): Promise<void> {
    if (!(await this.#answer(offer, 'accept'))) return;
    await room.open(offer.chat);
    go({ room: 'chats', chat: offer.chat });
  }

  async decline(offer: Offer): Promise<void> {
    await this.#answer(offer, 'decline');
  }

  withdraw = (offer: Offer): Promise<boolean> => attempt(() => api.post(`offers/${offer.id}/withdraw`));

  make = (chat: string, kind: Offer['kind'], to: Candidate, note: string): Promise<boolean> =>
    attempt(async () => {
      const body = { kind, [to.is]: to.id, note: note.trim() };
      this.all = data.offered(this.all, await api.post<Offer>(`chats/${chat}/offers`, body));
    });

  /** It asks no more, whatever the answer of the server. */
  #answer(offer: Offer, how: 'accept' | 'decline'): Promise<boolean> {
    this.#declined = new Set(this.#declined).add(offer.id);
    unnotify(offer.chat);
    return attempt(() => api.post(`offers/${offer.id}/${how}`));
  }

  #came(offer: Offer): void {
    const known = this.all.has(offer.id);
    this.all = data.offered(this.all, offer);
    if (offer.state === 'open') {
      if (known || offer.from.id === room.me.id) return;
      knock();
      return notify(offer.chat, data.asksWords(offer), offer.note, () => go({ room: 'chats' }));
    }
    const declined = this.#declined.has(offer.id);
    if (offer.from.id !== room.me.id) unnotify(offer.chat);
    const words = declined && offer.state !== 'accepted' ? null : data.endedWords(offer, room.me.id);
    if (words && known) toast(words);
  }

  async #resync(): Promise<void> {
    const list = await api.get<{ offers: Offer[] }>('offers').catch(() => null);
    if (list) this.all = data.listed(list.offers);
  }
}

export const offers = new LiveOffers();
