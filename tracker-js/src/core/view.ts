import { visible } from "./page";

/** One page view: its id, and for how long the page was in sight. `end` answers that once, then null. */
export function createView(id: string) {
  let seen = 0;
  let since = begin();
  let ended = false;

  function look(): void {
    seen += Math.max(0, performance.now() - since);
    since = begin();
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

/** When the page came in sight; never, while it is not: then nothing is added. */
const begin = () => (visible() ? performance.now() : Infinity);

export type View = ReturnType<typeof createView>;
