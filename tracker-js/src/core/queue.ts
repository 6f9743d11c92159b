import type { Beacon } from "../shared/wire";
import { backoff } from "./backoff";
import { guard } from "./guard";
import type { Post } from "./post";
import { read, remove, write } from "./storage";

const KEY = "parlour.queue";
const LEASE = 30_000;
const DAY = 86_400_000;

/** `at`: when it was queued; `lease`: until when one tab is busy delivering it. */
interface Entry {
  at: number;
  lease: number;
  beacon: Beacon;
}

/** By id. Not a list: old libraries on the page spoil how lists are written as JSON. */
interface State {
  dropped: number;
  entries: Record<string, Entry>;
}

const values = (state: State) => Object.values(state.entries);

/**
 * Beacons on their way. Each is kept until it is answered, so that a lost connection, a busy server or the next page
 * lose none. `keep` says whether this browser's storage may be used; without it the queue lives as long as the page.
 */
export function createQueue(post: Post, keep: () => boolean) {
  let memory: State = { dropped: 0, entries: {} };
  let failures = 0;
  let timer = 0;

  function load(): State {
    try {
      const kept: State = JSON.parse((keep() && read(KEY)) || "0");
      if (kept.entries) return kept;
    } catch {}
    return memory;
  }

  function update(change: (state: State) => void): void {
    const state = load();
    change(state);
    trim(state);
    const empty = !values(state)[0] && !state.dropped;
    memory = state;
    if (!keep()) return;
    if (empty || !write(KEY, JSON.stringify(state))) remove(KEY);
    else memory = { dropped: 0, entries: {} };
  }

  /** Takes the oldest entry nobody is busy with, or the one with this id. */
  function claim(id?: string): Entry | undefined {
    let entry: Entry | undefined;
    const now = Date.now();
    update((state) => {
      entry = id ? state.entries[id] : values(state).find((e) => e.lease <= now);
      if (entry) entry.lease = now + LEASE;
    });
    return entry;
  }

  async function deliver(entry: Entry): Promise<boolean> {
    const { dropped } = load();
    const age = Math.max(0, Date.now() - entry.at);
    const answer = await post({ ...entry.beacon, age: age || undefined, dropped: dropped || undefined });
    update((state) => {
      const kept = state.entries[entry.beacon.id];
      if (!kept) return;
      if (answer.again) kept.lease = 0;
      else delete state.entries[entry.beacon.id];
      if (answer.ok) state.dropped = Math.max(0, state.dropped - dropped);
    });
    if (answer.again) wait(answer.after);
    else failures = 0;
    return !answer.again;
  }

  function wait(after: number): void {
    clearTimeout(timer);
    timer = setTimeout(guard(flush), after + backoff(failures++, 2000, 300_000));
  }

  /** Delivers what waits, oldest first, and stops at the first that fails. */
  async function flush(): Promise<void> {
    clearTimeout(timer);
    timer = 0;
    for (let entry; (entry = claim()); ) if (!(await deliver(entry))) return;
    if (values(load())[0] && !timer) timer = setTimeout(guard(flush), LEASE);
  }

  const push = (beacon: Beacon) =>
    update((state) => {
      state.entries[beacon.id] = { at: Date.now(), lease: 0, beacon };
    });

  return {
    flush,
    add(beacon: Beacon): void {
      push(beacon);
      const entry = failures ? undefined : claim(beacon.id);
      if (entry) guard(deliver)(entry);
    },
    /** The last one of a page: there will be nobody to hear the answer. */
    farewell(beacon: Beacon, send: (beacon: Beacon) => boolean): void {
      if (failures || !navigator.onLine || !send(beacon)) push(beacon);
    },
  };
}

/** Gives up the oldest beyond 200 entries, 256 kB or a day, and counts them. */
function trim(state: State): void {
  const old = Date.now() - DAY;
  const waiting = values(state);
  for (let oldest; (oldest = waiting[0]); state.dropped++) {
    if (waiting.length <= 200 && oldest.at >= old && JSON.stringify(state).length <= 262_144) return;
    delete state.entries[oldest.beacon.id];
    waiting.shift();
  }
}
