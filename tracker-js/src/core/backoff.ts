/** Exponential back-off with full jitter, in milliseconds. */
export const backoff = (failures: number, base: number, most: number) =>
  Math.random() * Math.min(most, base * 2 ** failures);
