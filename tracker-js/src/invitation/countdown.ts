/** How long a seen invitation stays, in milliseconds: the whole of the ring. */
const WHOLE = 120_000;

/**
 * Counts down from the server's own remainder, by this page's monotonic clock, once a second. `show` gets the words and the
 * part that is left (1 to 0); `over` is called when nothing is left. Answers how to stop it.
 */
export function countdown(remaining: number, show: (words: string, part: number) => void, over: () => void): () => void {
  const deadline = performance.now() + remaining;
  const timer = setInterval(tick, 1000);
  function tick(): void {
    const left = Math.max(0, deadline - performance.now());
    const seconds = Math.ceil(left / 1000);
    show(`${(seconds / 60) | 0}:${`${seconds % 60}`.padStart(2, "0")}`, left / WHOLE);
    if (left) return;
    clearInterval(timer);
    over();
  }
  tick();
  return () => clearInterval(timer);
}
