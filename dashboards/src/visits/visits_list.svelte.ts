// Visits, page by page as they are asked for: old ones stay on the screen until a new question is answered.
import { api, reason } from '../lib/api';
import { now } from '../lib/clock';
import type { VisitLine, VisitPage } from './wire';

const PAGE = 50;
const PATIENCE = 200;

export class VisitsList {
  lines = $state.raw<readonly VisitLine[]>([]);
  total = $state(0);
  /** null: there are no more. */
  next = $state.raw<string | null>(null);
  simulated = $state(false);
  /** When it was answered; null before the first answer. */
  asOf = $state<number | null>(null);
  problem = $state('');
  /** A question is on its way. */
  busy = $state(false);
  /** The first answer has taken long enough to say so. */
  slow = $state(false);
  /** The question that the lines answer. */
  answers = $state('');
  /** Where one was in it, for who comes back. */
  place: { focused: string | null; scrolled: number } = { focused: null, scrolled: 0 };
  #asked = 0;
  #query = '';

  /** The question, unless it is the one that has been asked already. */
  async ask(query: string): Promise<void> {
    if (query === this.#query && this.asOf !== null) return;
    this.#query = query;
    await this.again();
  }

  /** Begins anew; an answer to an older question is dropped. */
  again = async (): Promise<void> => {
    const wait = setTimeout(() => (this.slow = true), PATIENCE);
    await this.#read(null);
    clearTimeout(wait);
    this.slow = false;
  };

  more = async (): Promise<void> => {
    if (this.next !== null && !this.busy) await this.#read(this.next);
  };

  async #read(after: string | null): Promise<void> {
    const number = ++this.#asked;
    const query = new URLSearchParams(this.#query);
    query.set('limit', String(PAGE));
    if (after !== null) query.set('after', after);
    this.busy = true;
    try {
      const page = await api.get<VisitPage>(`visits?${query}`);
      if (number === this.#asked) this.#take(page, after === null ? [] : this.lines);
    } catch (thrown) {
      if (number === this.#asked) this.problem = reason(thrown);
    }
    if (number === this.#asked) this.busy = false;
  }

  #take(page: VisitPage, before: readonly VisitLine[]): void {
    if (this.answers !== this.#query) this.place = { focused: null, scrolled: 0 };
    const seen = new Set(before.map(({ id }) => id));
    this.lines = [...before, ...page.visits.filter(({ id }) => !seen.has(id))];
    [this.total, this.next, this.simulated, this.problem, this.asOf] = [page.total, page.next, page.simulated, '', now()];
    this.answers = this.#query;
  }
}
