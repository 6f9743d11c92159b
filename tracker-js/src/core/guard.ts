/** Wraps an entry from the page or the browser: whatever goes wrong in us stays with us. */
export const guard =
  <A extends unknown[]>(f: (...args: A) => unknown) =>
  (...args: A): void => {
    try {
      const r = f(...args);
      if (r instanceof Promise) r.catch(() => {});
    } catch {}
  };

/** Listens, guarded. Capture and passive: we only look on. */
export const listen = (target: EventTarget, types: string, f: (e: Event) => unknown): void =>
  types.split(" ").forEach((type) => target.addEventListener(type, guard(f), { capture: true, passive: true }));
