import { listen } from "./guard";

const EVERY = 30_000;

/** Calls `active` while the visitor scrolls, types or moves, at most every 30 seconds. */
export function onActivity(active: () => void): void {
  let next = 0;
  listen(window, "scroll keydown pointerdown pointermove", () => {
    if (performance.now() < next) return;
    next = performance.now() + EVERY;
    active();
  });
}
