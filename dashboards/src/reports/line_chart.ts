// A line with the one before it, drawn by uPlot in the page's own colours.
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';

export interface Drawing {
  /** Along the axis, rising: milliseconds or numbers. */
  at: readonly number[];
  values: readonly (number | null)[];
  before: readonly (number | null)[] | null;
  /** A band around the line: its low and its high edge. */
  band?: { low: readonly number[]; high: readonly number[] };
  tick: (index: number, before: number | null) => string;
  ticks: readonly number[];
  scale: (value: number) => string;
  /** How high the axis goes where nothing rises. */
  least: number;
  height: number;
  /** Where one points; null when one no longer does. */
  pointed: (index: number | null) => void;
}

const colours = (element: HTMLElement) => {
  const style = getComputedStyle(element);
  return (name: string) => style.getPropertyValue(`--${name}`).trim();
};

/** The size of a root's letters may be larger than usual. */
const font = (element: HTMLElement): string => `${0.6875 * Number.parseFloat(getComputedStyle(document.documentElement).fontSize)}px ${getComputedStyle(element).fontFamily}`;

function seriesOf(drawing: Drawing, colour: (name: string) => string): uPlot.Series[] {
  const points = { show: drawing.at.length === 1 };
  const now: uPlot.Series = { stroke: colour('series-1'), width: 2, points, ...(drawing.band ? {} : { fill: `${colour('series-fill')}8c` }) };
  const was: uPlot.Series = { stroke: colour('series-2'), width: 1.5, dash: [4, 4], points };
  const edge: uPlot.Series = { stroke: colour('choro-2'), width: 1, points: { show: false } };
  // What is drawn later lies above: the line on its band.
  return [{}, ...(drawing.band ? [edge, edge] : []), ...(drawing.before ? [was] : []), now];
}

const dataOf = ({ at, values, before, band }: Drawing): uPlot.AlignedData => [
  at.map((_, index) => index), ...(band ? [[...band.high], [...band.low]] : []), ...(before ? [[...before]] : []), [...values],
] as uPlot.AlignedData;

function axesOf(drawing: Drawing, element: HTMLElement, colour: (name: string) => string): uPlot.Axis[] {
  const shared = { stroke: colour('ink-3'), font: font(element), ticks: { show: false } };
  const words = (_: uPlot, splits: number[]) => splits.map((index, at) => drawing.tick(index, splits[at - 1] ?? null));
  return [
    { ...shared, size: 24, gap: 6, grid: { show: false }, splits: () => [...drawing.ticks], values: words },
    { ...shared, size: 44, gap: 6, grid: { stroke: colour('line'), width: 1 }, values: (_, splits) => splits.map(drawing.scale) },
  ];
}

/** A filled line begins at zero; with a band around it, zero is somewhere on it. */
const rangeOf = (drawing: Drawing): uPlot.Range.Function => (_, low, high) => {
  if (!drawing.band) return [0, (high > 0 ? high : drawing.least) * 1.08];
  const air = (Math.max(0, high) - Math.min(0, low)) * 0.08 || 1;
  return [Math.min(0, low) - air, Math.max(0, high) + air];
};

/** Draws into the element, as wide as it is. To be destroyed by whoever asked. */
export function drawLine(element: HTMLElement, drawing: Drawing): uPlot {
  const colour = colours(element);
  return new uPlot(
    {
      width: element.clientWidth,
      height: drawing.height,
      padding: [16, 8, 0, 0],
      legend: { show: false },
      cursor: { y: false, drag: { x: false, y: false }, points: { size: 8, fill: colour('series-1'), stroke: colour('surface'), width: 1.5 } },
      scales: { x: { time: false, range: (_, low, high) => (low === high ? [low - 1, high + 1] : [low, high]) }, y: { range: rangeOf(drawing) } },
      axes: axesOf(drawing, element, colour),
      series: seriesOf(drawing, colour),
      bands: drawing.band ? [{ series: [1, 2], fill: `${colour('series-fill')}8c` }] : [],
      hooks: { setCursor: [(plot) => drawing.pointed(plot.cursor.idx ?? null)] },
    },
    dataOf(drawing),
    element,
  );
}
