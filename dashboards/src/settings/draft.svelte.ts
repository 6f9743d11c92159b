// What is being written and not yet stored. Whoever leaves with changes in it is asked first.
import { onDestroy } from 'svelte';
import { NONE, problemsIn } from './problems_data';
import type { Problems } from './problems_data';

export type DraftState = 'still' | 'saving' | 'saved' | 'failed';

const open = new Set<{ changed: boolean }>();

/** Whether anything that is being written would be lost. */
export const isUnsaved = (): boolean => [...open].some((draft) => draft.changed);

/** Whoever was asked would rather lose it. */
export const forgetUnsaved = (): void => open.clear();

export class Draft<T extends object> {
  value = $state() as T;
  state = $state<DraftState>('still');
  problems = $state.raw<Problems>(NONE);
  #kept = $state('');
  changed = $derived(JSON.stringify(this.value) !== this.#kept);

  constructor(value: T) {
    this.value = value;
    this.#kept = JSON.stringify(value);
  }

  /** What is wrong with a field, to be shown beside it. */
  at = (field: string): string | undefined => this.problems[field];

  /** Sends what is written, unless `check` finds something wrong with it. True: it is stored. */
  async save(send: (value: T) => Promise<unknown>, check: (value: T) => Problems = () => NONE): Promise<boolean> {
    const value = $state.snapshot(this.value) as T;
    this.problems = check(value);
    if (Object.keys(this.problems).length > 0) return this.#end('failed');
    this.state = 'saving';
    try {
      await send(value);
    } catch (thrown) {
      this.problems = problemsIn(thrown, Object.keys(value));
      return this.#end('failed');
    }
    this.#kept = JSON.stringify(value);
    return this.#end('saved');
  }

  #end(state: DraftState): boolean {
    this.state = state;
    return state === 'saved';
  }

  /** Back to what is stored; or to something else, which is stored now. */
  reset(value: T = JSON.parse(this.#kept) as T): void {
    this.#kept = JSON.stringify(value);
    this.value = value;
    [this.state, this.problems] = ['still', NONE];
  }
}

/** A draft that lives as long as the component which asks for it. */
export function draft<T extends object>(value: T): Draft<T> {
  const made = new Draft(value);
  open.add(made);
  onDestroy(() => void open.delete(made));
  return made;
}
