// Chats that are being ended: for five seconds it can be undone; it is done at once when the page goes away.
import { api, apiFarewell } from '../lib/api';
import { attempt } from '../lib/attempt';
import { go } from '../lib/route';
import { dismiss, toastFor } from '../lib/toast';
import { room } from './chats_room.svelte';

const UNDO_FOR = 5_000;

interface Ending {
  timer: ReturnType<typeof setTimeout>;
  toast: number | null;
  /** The tab goes at once; else it stays, with the transcript. */
  closes: boolean;
}

class Endings {
  all = $state.raw<ReadonlyMap<string, Ending>>(new Map());
  /** Chats whose tab is gone already. */
  readonly hidden = $derived(new Set([...this.all].filter(([, one]) => one.closes).map(([id]) => id)));

  begin(id: string, closes: boolean): void {
    const summary = room.chats.get(id)?.summary;
    if (summary?.state !== 'active' || this.all.has(id)) return;
    const timer = setTimeout(() => void this.now(id), UNDO_FOR);
    const shown = closes ? toastFor(UNDO_FOR, `The chat with ${summary.visitor_name} ends.`, () => this.undo(id)) : null;
    this.all = new Map(this.all).set(id, { timer, toast: shown, closes });
  }

  /** The chat is back as it was, also in view. */
  undo(id: string): void {
    const closed = this.all.get(id)?.closes;
    this.#forget(id);
    if (closed) go({ room: 'chats', chat: id, item: null });
  }

  async now(id: string): Promise<void> {
    const one = this.all.get(id);
    if (!one) return;
    clearTimeout(one.timer);
    const done = await attempt(async () => room.told(await api.post(`chats/${id}/end`)));
    this.#forget(id);
    if (done && one.closes) room.close(id);
  }

  #forget(id: string): void {
    const one = this.all.get(id);
    if (!one) return;
    clearTimeout(one.timer);
    if (one.toast !== null) dismiss(one.toast);
    const rest = new Map(this.all);
    rest.delete(id);
    this.all = rest;
  }

  /** The page goes away: nothing is left to wait for an undo. */
  start(): () => void {
    const go = () => [...this.all.keys()].forEach((id) => (apiFarewell(`chats/${id}/end`), this.#forget(id)));
    addEventListener('pagehide', go);
    return () => {
      removeEventListener('pagehide', go);
      go();
    };
  }
}

export const endings = new Endings();
