// Who else is at the desk, live.
import { api } from '../lib/api';
import { connection } from '../lib/connection';
import type { Colleague } from '../lib/wire_desk';

class Colleagues {
  /** Null until they have been read, or when they could not be. */
  all = $state.raw<ReadonlyMap<string, Colleague> | null>(null);

  start(): () => void {
    const offs = [
      connection.whenLive(() => void this.#read()),
      connection.on('agent', (one) => (this.all = new Map(this.all ?? []).set(one.id, one))),
    ];
    return () => {
      offs.forEach((off) => off());
      this.all = null;
    };
  }

  async #read(): Promise<void> {
    const found = await api.get<{ agents: Colleague[] }>('agents/present').catch(() => null);
    if (found) this.all = new Map(found.agents.map((one) => [one.id, one]));
  }
}

export const colleagues = new Colleagues();
