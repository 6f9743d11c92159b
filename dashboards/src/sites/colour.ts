// Whether words can be read on a site's colour. Pure.

/** 4.5:1, the least for words of this size. */
export const READABLE = 4.5;

const part = (value: number): number => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);

function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => part(parseInt(colour.slice(at, at + 2), 16) / 255));
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

export const isColour = (text: string): boolean => /^#[0-9a-f]{6}$/i.test(text);

export function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light! + 0.05) / (dark! + 0.05);
}

const [WHITE, INK] = ['#ffffff', '#162325'];

/** The words on a button of this colour: white or ink, whichever is read better. */
export const textOn = (colour: string): string => (contrast(colour, WHITE) >= contrast(colour, INK) ? WHITE : INK);
