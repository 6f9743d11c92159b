// Four classes for the countries' colours, at round numbers. Pure.

const LIMITS = [0.02, 0.1, 0.4];

const rounded = (number: number): number => {
  const power = 10 ** Math.floor(Math.log10(number));
  const digit = number / power;
  return (digit < 1.5 ? 1 : digit < 3.5 ? 2 : digit < 7.5 ? 5 : 10) * power;
};

/** Where each class but the first begins; fewer where the most is small. */
export function limitsFor(most: number): number[] {
  const limits = LIMITS.map((share) => Math.round(rounded(Math.max(1, most * share)))).filter((limit) => limit > 1 && limit <= most);
  return [...new Set(limits)];
}

/** 0: nobody; then 1 to 4, the last one always the darkest. */
export function classOf(count: number, limits: readonly number[]): number {
  if (count <= 0) return 0;
  const passed = limits.filter((limit) => count >= limit).length;
  return passed === limits.length ? 4 : passed + 1;
}

const said = (number: number): string => number.toLocaleString('en');

/** “1 to 99”, “100 to 499”, “2,000 and more”, with the class of each. */
export function legendFor(limits: readonly number[]): { is: number; words: string }[] {
  const starts = [1, ...limits];
  return starts.map((from, at) => {
    const next = starts[at + 1];
    const words = next === undefined ? `${said(from)} and more` : next - 1 === from ? said(from) : `${said(from)} to ${said(next - 1)}`;
    return { is: classOf(from, limits), words };
  });
}
