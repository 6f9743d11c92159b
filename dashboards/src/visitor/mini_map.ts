// The country round a visitor, as two paths of a small drawing. Pure.

export interface Shapes {
  land: string;
  borders: string;
}

export interface World {
  features: { properties: { kind: string }; geometry: { type: string; coordinates: unknown } }[];
}

type Point = readonly [lon: number, lat: number];

export const SIZE = { width: 272, height: 112 };
/** Pixels to a degree of latitude: a country's breadth fits. */
const SCALE = 9;

/** Lines of a geometry, however deep they lie in it. */
function linesIn(coordinates: unknown): Point[][] {
  if (!Array.isArray(coordinates)) return [];
  return Array.isArray(coordinates[0]) && typeof coordinates[0][0] === 'number' ? [coordinates as Point[]] : coordinates.flatMap(linesIn);
}

function project(lon: number, lat: number): (point: Point) => Point {
  const narrow = Math.max(0.1, Math.cos((lat * Math.PI) / 180));
  return ([x, y]) => [SIZE.width / 2 + (x - lon) * SCALE * narrow, SIZE.height / 2 - (y - lat) * SCALE];
}

/** Whether any of the line may be on the drawing. */
function touches(line: readonly Point[]): boolean {
  const spans = (at: 0 | 1, most: number) => line.some((point) => point[at] > 0) && line.some((point) => point[at] < most);
  return spans(0, SIZE.width) && spans(1, SIZE.height);
}

const drawn = (line: readonly Point[]): string => `M${line.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join('L')}`;

function pathOf(world: World, kind: string, lon: number, lat: number): string {
  const lines = world.features.filter((feature) => feature.properties.kind === kind).flatMap((feature) => linesIn(feature.geometry.coordinates));
  return lines.map((line) => line.map(project(lon, lat))).filter(touches).map(drawn).join('');
}

export const shapesRound = (world: World, lon: number, lat: number): Shapes => ({
  land: pathOf(world, 'land', lon, lat),
  borders: pathOf(world, 'border', lon, lat),
});
