// The map's colours come from the tokens, so that night, day and the rest of the console stay in step.
const NAMES = [
  'map-sea', 'map-land', 'map-border', 'map-label', 'map-here', 'map-idle', 'map-invited', 'map-chat', 'map-ringing',
  'map-disc', 'map-disc-edge', 'map-disc-ink', 'heat-1', 'heat-2', 'heat-3', 'heat-4', 'heat-5', 'lamp-bright',
] as const;

export type MapColours = Record<(typeof NAMES)[number], string>;

export function coloursOf(element: Element): MapColours {
  const style = getComputedStyle(element);
  return Object.fromEntries(NAMES.map((name) => [name, style.getPropertyValue(`--${name}`).trim()])) as MapColours;
}

/** The same colour with its own opacity: the heat fades in from nothing. */
export function withOpacity(hex: string, opacity: number): string {
  const [r, g, b] = [1, 3, 5].map((i) => Number.parseInt(hex.slice(i, i + 2), 16));
  return `rgba(${r}, ${g}, ${b}, ${opacity})`;
}
