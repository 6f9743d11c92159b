// Things in an order that somebody changes by hand. Pure.

/** The same list with what stood at `from` at `to`; unchanged where there is no such place. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const next = [...list];
  if (from < 0 || from >= next.length || to < 0 || to >= next.length) return next;
  const [one] = next.splice(from, 1);
  next.splice(to, 0, one as T);
  return next;
}

/** In it or out of it. */
export const toggled = <T>(list: readonly T[], one: T, isIn: boolean): T[] => [...list.filter((other) => other !== one), ...(isIn ? [one] : [])];
