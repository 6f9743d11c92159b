// How many have come, told to readers at most every ten seconds. Pure but for its own count.

const EVERY = 10_000;

export class Arrivals {
  #known: number | null = null;
  #come = 0;
  #told = 0;

  /** Another table: nobody has arrived, one only looks elsewhere. */
  forget(): void {
    [this.#known, this.#come] = [null, 0];
  }

  /** Gives the sentence to say, or null for silence. */
  count(here: number, now: number): string | null {
    if (this.#known !== null && here > this.#known) this.#come += here - this.#known;
    this.#known = here;
    if (this.#come === 0 || now - this.#told < EVERY) return null;
    const words = `${this.#come.toLocaleString('en')} new ${this.#come === 1 ? 'visitor' : 'visitors'}`;
    [this.#told, this.#come] = [now, 0];
    return words;
  }
}
