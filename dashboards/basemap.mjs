// Prepares the map's ground from Natural Earth (world-atlas): land and borders as GeoJSON, once coarse and once fine; and the countries of
// the reports, each as a path drawn already.
// The atlas cuts nothing at the antimeridian, so a ring there would draw as a band across the whole map: rings are unwrapped.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { geoNaturalEarth1, geoPath } from 'd3-geo';
import { feature, mesh } from 'topojson-client';
import { LETTERS } from './country_codes.mjs';

const require = createRequire(import.meta.url);
const target = join(dirname(fileURLToPath(import.meta.url)), 'src/map/basemap');
const SOUTH = -89.9;

/** Makes every step shorter than half the world, so that a line may run past ±180 instead of jumping across. */
export function unwrap(line) {
  let shift = 0;
  return line.map(([lon, lat], i) => {
    const before = line[i - 1]?.[0] ?? lon;
    if (lon - before > 180) shift -= 360;
    if (before - lon > 180) shift += 360;
    return [lon + shift, lat];
  });
}

/** A ring round the pole does not come back to where it began: lead it home along the bottom of the map. */
export function close(ring) {
  const [first, last] = [ring[0], ring[ring.length - 1]];
  if (Math.abs(first[0] - last[0]) < 180) return ring;
  return [...ring, [last[0], SOUTH], [first[0], SOUTH], first];
}

const rounded = (digits) => (line) => line.map((at) => at.map((n) => Number(n.toFixed(digits))));

function landOf(atlas, round) {
  const shapes = feature(atlas, atlas.objects.land).features.flatMap((each) => polygons(each.geometry));
  return shapes.map((rings) => rings.filter(shows).map((ring) => round(close(unwrap(ring)))));
}

/** The fine atlas has a ring of the pole itself, which no Mercator map shows. */
const shows = (ring) => ring.some(([, lat]) => lat > -86);

const polygons = (geometry) => (geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates);

function bordersOf(atlas, round) {
  return mesh(atlas, atlas.objects.countries, (a, b) => a !== b).coordinates.map((line) => round(unwrap(line)));
}

export function prepare(atlas, digits) {
  const round = rounded(digits);
  const one = (kind, type, coordinates) => ({ type: 'Feature', properties: { kind }, geometry: { type, coordinates } });
  return {
    type: 'FeatureCollection',
    features: [
      one('land', 'MultiPolygon', landOf(atlas, round)),
      one('border', 'MultiLineString', bordersOf(atlas, round)),
    ],
  };
}

/** The size of the drawing of all countries, in its own units. */
export const DRAWING = { width: 560, height: 272 };

/** Countries by their letters; those without a number of their own belong to nobody's visits and are drawn as the rest is. */
export function draw(atlas) {
  const lands = feature(atlas, atlas.objects.countries).features.filter(({ id }) => id !== '010');
  const all = { type: 'FeatureCollection', features: lands };
  const path = geoPath(geoNaturalEarth1().fitSize([DRAWING.width, DRAWING.height], all)).digits(1);
  return lands.map((land) => ({ country: LETTERS[land.id] ?? null, d: path(land) }));
}

const read = (detail) => JSON.parse(readFileSync(require.resolve(`world-atlas/countries-${detail}.json`), 'utf8'));

function write(detail, digits) {
  const atlas = read(detail);
  writeFileSync(join(target, `world_${detail}.json`), JSON.stringify(prepare(atlas, digits)));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  mkdirSync(target, { recursive: true });
  write('110m', 2);
  write('50m', 3);
  writeFileSync(join(target, 'countries.json'), JSON.stringify(draw(read('110m'))));
}
