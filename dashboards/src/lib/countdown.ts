// Time that runs out, in words and as the part of a ring that is left.

/** 1:42 — counts whole seconds down, and reaches 0:00 only when the time is over. Never more than the whole: the clock may be a second behind. */
export function countdown(ms: number, whole = Infinity): string {
  const seconds = Math.max(0, Math.ceil(Math.min(ms, whole) / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

const ROUND = 2 * Math.PI * 5;

/** The dash of a ring of radius 5: the drawn part, then the rest. */
export const ringDash = (left: number, whole: number): string =>
  `${(ROUND * Math.max(0, Math.min(1, left / whole))).toFixed(2)} ${ROUND.toFixed(2)}`;
