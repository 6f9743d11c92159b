// Small drawings of browsers and systems, on a 16 × 16 grid; found by the word the server gives.

export interface DeviceShape {
  lines: string[];
  filled: boolean;
}

const drawn = (...lines: string[]): DeviceShape => ({ lines, filled: false });
const circle = (r: number): string => `M${8 - r} 8a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`;

const SHAPES: readonly [is: RegExp, shape: DeviceShape][] = [
  [/edge/i, drawn('M2.2 9.4C1.7 5.4 4.4 2 8.2 2c3.3 0 5.8 2.2 5.8 5 0 1.9-1.4 3-3 3-1.5 0-2.2-.8-1.6-1.7.6-1.4-.5-2.5-2.2-2.5-2.6 0-4.3 2.3-3.6 4.7C4.3 13 6.7 14.2 9 14c1.5-.1 2.7-.7 3.6-1.6')],
  [/firefox/i, drawn('M13.2 5.2A6 6 0 1 1 4 3.6c.2 1 .8 1.6 1.6 2 .5-1.7 1.9-3 3.9-3.4-.6 1.3.1 2.2 1.2 2.8 1.1.7 1.3 2.6.1 3.9-1.3 1.4-3.9 1.2-4.8-.6')],
  [/samsung/i, drawn(circle(6), 'M2.4 6.2c3.7 1.5 7.5 1.5 11.2 0M2.4 9.8c3.7-1.5 7.5-1.5 11.2 0')],
  [/safari/i, drawn(circle(6), 'm10.8 5.2-1.7 3.9-3.9 1.7 1.7-3.9Z')],
  [/chrom/i, drawn(circle(6), circle(2.3), 'M8 5.7h5.5M6 9.2 3.2 4.5M10 9.2l-2.7 4.7')],
  [/windows/i, { lines: ['M2.5 2.5h5v5h-5zM8.5 2.5h5v5h-5zM2.5 8.5h5v5h-5zM8.5 8.5h5v5h-5z'], filled: true }],
  [/mac|ios|ipad|iphone/i, drawn('M11 8.3c0-1.3.9-2.1 1.9-2.6-.7-1-1.7-1.3-2.5-1.3-1.1 0-1.7.6-2.5.6s-1.5-.6-2.5-.6C3.7 4.4 2.3 5.9 2.3 8.3c0 2.9 1.9 5.7 3.4 5.7.8 0 1.3-.6 2.3-.6s1.5.6 2.3.6c1.1 0 2.1-1.5 2.6-2.9-1.2-.5-1.9-1.5-1.9-2.8ZM8 3.8c0-1.3.8-2.1 2-2.3')],
  [/android/i, drawn('M2.5 11.5a5.5 5.5 0 0 1 11 0ZM4.8 6.7 3.5 4.6M11.2 6.7l1.3-2.1M6 9.3h.01M10 9.3h.01')],
  [/linux|ubuntu|bsd/i, drawn('M3 3h10a1 1 0 0 1 1 1v8a1 1 0 0 1-1 1H3a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1Zm1.8 3.3 1.9 1.7-1.9 1.7M8.5 9.9h2.7')],
];

const OTHER = drawn(circle(6), 'M2 8h12M8 2c2.4 2 2.4 10 0 12M8 2c-2.4 2-2.4 10 0 12');

export const deviceShape = (word: string): DeviceShape => SHAPES.find(([is]) => is.test(word))?.[1] ?? OTHER;
