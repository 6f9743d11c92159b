import { visible } from "./page";

/** One page view: its id, and for how long the page was in sight. `end` answers that once, then null. */
export function createView(id: string) {
  let seen = 0;
  let since = visible() ? performance.now() : 0;
  let ended = false;

  function look(): void {
    if (since) seen += performance.now() - since;
    since = visible() ? performance.now() : 0;
  }

  return {
    id,
    look,
    end(): number | null {
      if (ended) return null;
      ended = true;
      look();
      return Math.round(seen);
    },
  };
}

export type View = ReturnType<typeof createView>;
