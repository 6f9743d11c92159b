// What happened in a visit, as its timeline tells it. Pure.
import type { Happened } from './wire';

/** Of everything the same moment holds, the page comes first: the rest happened on it. */
const RANK: Record<Happened['kind'], number> = { page: 0, event: 1, goal: 2, invitation: 3, chat: 4 };

export const inOrder = (timeline: readonly Happened[]): Happened[] => [...timeline].sort((a, b) => a.at - b.at || RANK[a.kind] - RANK[b.kind]);

/** The longest time on one page, in milliseconds: the bars are parts of it. */
export const longestPage = (timeline: readonly Happened[]): number => Math.max(1, ...timeline.map((one) => (one.kind === 'page' ? (one.visible_ms ?? 0) : 0)));

/** How long after the one before, where that is long enough to say so. */
export function pauses(timeline: readonly Happened[], least = 300_000): ReadonlyMap<number, number> {
  const found = timeline.flatMap((one, at): [number, number][] => {
    const gap = one.at - (timeline[at - 1]?.at ?? one.at);
    return gap >= least ? [[at, gap]] : [];
  });
  return new Map(found);
}
