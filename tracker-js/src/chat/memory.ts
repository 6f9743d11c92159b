import type { Pending } from "./conversation";

/** What the visitor has written into a form. */
export interface Draft {
  name?: string;
  email?: string;
  text?: string;
  department?: string;
}

interface Kept {
  open?: boolean;
  /** The chat this tab is in, until its window is closed. */
  chat?: string;
  /** The half-written message. */
  words?: string;
  draft?: Draft;
  unsaid?: Pending[];
}

/** What this tab remembers of its chat from page to page. Nothing to remember leaves nothing. */
export function createMemory(note: (name: string, text?: string) => string) {
  const kept: Kept = JSON.parse(note("chat") || "{}");
  return {
    kept,
    keep(part: Kept): void {
      Object.assign(kept, part);
      const worth = kept.open || kept.chat || kept.words || kept.unsaid?.length || Object.values(kept.draft || {}).some(Boolean);
      note("chat", worth ? JSON.stringify(kept) : "");
    },
  };
}

export type Memory = ReturnType<typeof createMemory>;
