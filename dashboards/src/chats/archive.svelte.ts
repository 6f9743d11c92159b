// Past chats, page by page as they are asked for.
import { api, reason } from '../lib/api';
import type { ChatSummary } from '../lib/wire';

const PAGE = 40;

export class ArchiveList {
  chats = $state.raw<readonly ChatSummary[]>([]);
  /** null: there are no more. */
  next = $state.raw<string | null>(null);
  /** Null before the first answer. */
  answered = $state(false);
  problem = $state('');
  #asked = 0;

  /** Begins anew; an answer to an older question is dropped. */
  async ask(words: string, site: string | null): Promise<void> {
    await this.#read(new URLSearchParams({ limit: String(PAGE), q: words, ...(site ? { site } : {}) }), ++this.#asked, []);
  }

  async more(words: string, site: string | null): Promise<void> {
    if (!this.next) return;
    await this.#read(new URLSearchParams({ limit: String(PAGE), q: words, before: this.next, ...(site ? { site } : {}) }), ++this.#asked, this.chats);
  }

  async #read(asked: URLSearchParams, number: number, before: readonly ChatSummary[]): Promise<void> {
    if (!asked.get('q')) asked.delete('q');
    try {
      const found = await api.get<{ chats: ChatSummary[]; next: string | number | null }>(`chats?${asked}`);
      if (number !== this.#asked) return;
      [this.chats, this.next, this.problem] = [[...before, ...found.chats], found.next === null ? null : String(found.next), ''];
    } catch (thrown) {
      if (number === this.#asked) this.problem = reason(thrown);
    }
    this.answered = true;
  }
}
