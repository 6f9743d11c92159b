// Something the server has and a section shows: asked for once, kept while it is asked for again.
import { reason } from '../lib/api';

/** Nothing is shown for so long, then the skeleton. */
const PATIENCE = 200;

export class Loaded<T> {
  data = $state.raw<T | null>(null);
  problem = $state<string | null>(null);
  /** It has taken long enough to say so. */
  slow = $state(false);
  #asked = 0;

  constructor(private readonly ask: () => Promise<T>) {}

  load = async (): Promise<void> => {
    const asked = ++this.#asked;
    const wait = setTimeout(() => (this.slow = true), PATIENCE);
    try {
      const data = await this.ask();
      if (asked === this.#asked) [this.data, this.problem] = [data, null];
    } catch (thrown) {
      if (asked === this.#asked) this.problem = reason(thrown);
    }
    clearTimeout(wait);
    if (asked === this.#asked) this.slow = false;
  };

  /** What is known to have changed, without asking again. */
  put(change: (data: T) => T): void {
    if (this.data !== null) this.data = change(this.data);
  }
}
