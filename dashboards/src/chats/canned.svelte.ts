// The answers kept ready, and how one reads for a visitor.
import { api } from '../lib/api';
import type { Canned, CannedPreview } from '../lib/wire_desk';

class CannedResponses {
  all = $state.raw<readonly Canned[]>([]);
  /** They could not be read. */
  problem = $state(false);
  #read = false;

  /** For the composer: whoever opens the menu reads them anew. */
  async readOnce(): Promise<void> {
    if (!this.#read) await this.read();
  }

  async read(): Promise<void> {
    try {
      this.all = (await api.get<{ canned: Canned[] }>('canned')).canned;
      [this.problem, this.#read] = [false, true];
    } catch {
      this.problem = true;
    }
  }

  async keep(one: Omit<Canned, 'id'>): Promise<void> {
    await api.post('canned', one);
    await this.read();
  }
}

export const canned = new CannedResponses();

const previews = new Map<string, Promise<CannedPreview>>();

/** A canned text as this visitor would read it; the same one is asked for once a minute at most. */
export function preview(chat: string, text: string): Promise<CannedPreview> {
  const key = `${chat} ${text}`;
  const known = previews.get(key);
  if (known) return known;
  const asked = api.post<CannedPreview>('canned/preview', { chat, text });
  previews.set(key, asked);
  setTimeout(() => previews.delete(key), 60_000);
  asked.catch(() => previews.delete(key));
  return asked;
}
