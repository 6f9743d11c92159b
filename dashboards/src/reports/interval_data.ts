// The drawing of an interval: its axis, in points or in value, with zero always on it. Pure.

export interface Axis {
  min: number;
  max: number;
  ticks: readonly number[];
}

export interface Estimate {
  difference: number;
  low: number;
  high: number;
}

const STEPS = [1, 2, 2.5, 5, 10];

/** The smallest round step of which at most `most` fit. */
export function roundStep(span: number, most: number): number {
  const raw = span / most;
  const power = 10 ** Math.floor(Math.log10(raw));
  return (STEPS.find((one) => one * power >= raw - 1e-12) ?? 10) * power;
}

/** Holds zero and the whole interval, with air at both ends. */
export function axisFor({ low, high }: Pick<Estimate, 'low' | 'high'>): Axis {
  const [from, to] = [Math.min(0, low), Math.max(0, high)];
  const step = roundStep(to - from || 1, 4);
  const min = Math.floor((from - step / 4) / step) * step;
  const max = Math.ceil((to + step / 4) / step) * step;
  const ticks = Array.from({ length: Math.round((max - min) / step) + 1 }, (_, at) => Number((min + at * step).toFixed(10)));
  return { min, max, ticks };
}

/** Where a number lies on the axis, in per cent of its length. */
export const along = ({ min, max }: Axis, number: number): number => (100 * (Math.min(max, Math.max(min, number)) - min)) / (max - min);

/** +1.9, −2, 0: digits as the numbers near zero need them. */
export function signed(number: number, digits = 1): string {
  const text = Number(Math.abs(number).toFixed(digits)).toLocaleString('en', { maximumFractionDigits: digits });
  return text === '0' ? '0' : `${number > 0 ? '+' : '−'}${text}`;
}

const scaled = (estimate: Estimate, by: number): Estimate => ({ difference: estimate.difference * by, low: estimate.low * by, high: estimate.high * by });

/** A share's difference in points: of 100 visitors. */
export const inPoints = (estimate: Estimate): Estimate => scaled(estimate, 100);

/** More digits where the interval is narrow. */
export const digitsFor = ({ low, high }: Pick<Estimate, 'low' | 'high'>): number => (high - low < 0.5 ? 2 : 1);
