// The map's style: ground, and two sets of the same layers (a and b) between which each update is cross-faded.
import type { FeatureCollection } from 'geojson';
import type { ExpressionSpecification, FilterSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl';
import coarse from './basemap/world_110m.json?url';
import fine from './basemap/world_50m.json?url';
import { withOpacity } from './map_colours';
import type { MapColours } from './map_colours';

export type Sheet = 'a' | 'b';
export type Layers = { heat: boolean; counts: boolean; pins: boolean };

export const FADE = 320;
/** From here on the coarse coast would show its corners. */
const FINE_FROM = 3;
/** The first name is nobody's: MapLibre reads the weight from it, and the browser goes on to the second. */
const FONT = ['Inter Semibold', 'Inter Variable'];
const EMPTY: FeatureCollection = { type: 'FeatureCollection', features: [] };

export function mapStyle(colours: MapColours): StyleSpecification {
  const points = { type: 'geojson', data: EMPTY, tolerance: 0 } as const;
  const ground = (url: string) => ({ type: 'geojson', data: new URL(url, location.href).href, maxzoom: 7 }) as const;
  return {
    version: 8,
    sources: { coarse: ground(coarse), fine: ground(fine), a: points, b: points, lit: points },
    layers: [
      { id: 'sea', type: 'background', paint: { 'background-color': colours['map-sea'] } },
      ...groundLayers('coarse', colours, { maxzoom: FINE_FROM }),
      ...groundLayers('fine', colours, { minzoom: FINE_FROM }),
      heat('a', colours), heat('b', colours),
      ...marks('a', colours), ...marks('b', colours),
      lit(colours),
    ],
  };
}

function groundLayers(source: string, colours: MapColours, zooms: { minzoom?: number; maxzoom?: number }): LayerSpecification[] {
  const only = (kind: string): FilterSpecification => ['==', ['get', 'kind'], kind];
  const width: ExpressionSpecification = ['interpolate', ['linear'], ['zoom'], 0, 0.5, 4, 1];
  const border = { 'line-color': colours['map-border'], 'line-width': width };
  return [
    { id: `${source}-land`, type: 'fill', source, filter: only('land'), ...zooms, paint: { 'fill-color': colours['map-land'] } },
    { id: `${source}-border`, type: 'line', source, filter: only('border'), ...zooms, paint: border },
  ];
}

const fading = { duration: FADE, delay: 0 };

function heat(sheet: Sheet, colours: MapColours): LayerSpecification {
  const step = (n: 1 | 2 | 3 | 4 | 5, opacity: number) => withOpacity(colours[`heat-${n}`], opacity);
  return {
    id: `${sheet}-heat`, type: 'heatmap', source: sheet,
    paint: {
      'heatmap-weight': ['get', 'weight'], 'heatmap-radius': ['get', 'glow'], 'heatmap-opacity': 0, 'heatmap-opacity-transition': fading,
      'heatmap-color': [
        'interpolate', ['linear'], ['heatmap-density'],
        0, step(1, 0), 0.04, step(1, 0.16), 0.14, step(2, 0.42), 0.34, step(3, 0.66), 0.66, step(4, 0.84), 1, step(5, 0.94),
      ],
    },
  };
}

function marks(sheet: Sheet, colours: MapColours): LayerSpecification[] {
  // Placed from the top down: names keep clear of pins and counts.
  return [disc(sheet, colours), name(sheet, colours), count(sheet, colours), pin(sheet)];
}

function disc(sheet: Sheet, colours: MapColours): LayerSpecification {
  return {
    id: `${sheet}-disc`, type: 'circle', source: sheet, filter: ['==', ['get', 'pin'], ''],
    layout: { 'circle-sort-key': ['-', ['get', 'order']] },
    paint: {
      'circle-radius': ['get', 'radius'], 'circle-color': colours['map-disc'], 'circle-opacity': 0, 'circle-opacity-transition': fading,
      'circle-stroke-color': colours['map-disc-edge'], 'circle-stroke-width': 1, 'circle-stroke-opacity': 0, 'circle-stroke-opacity-transition': fading,
    },
  };
}

function count(sheet: Sheet, colours: MapColours): LayerSpecification {
  return {
    id: `${sheet}-count`, type: 'symbol', source: sheet, filter: ['==', ['get', 'pin'], ''],
    layout: { 'text-field': ['get', 'label'], 'text-font': FONT, 'text-size': 11, 'text-allow-overlap': true, 'text-padding': 6 },
    paint: { 'text-color': colours['map-disc-ink'], 'text-opacity': 0, 'text-opacity-transition': fading },
  };
}

function name(sheet: Sheet, colours: MapColours): LayerSpecification {
  return {
    id: `${sheet}-name`, type: 'symbol', source: sheet, filter: ['!=', ['get', 'name'], ''],
    layout: {
      'text-field': ['get', 'name'], 'text-font': FONT, 'text-size': 11, 'symbol-sort-key': ['get', 'order'], 'text-padding': 2,
      'text-variable-anchor': ['bottom', 'top', 'right', 'left'], 'text-radial-offset': ['/', ['+', ['get', 'radius'], 4], 11],
    },
    paint: {
      'text-color': colours['map-label'], 'text-halo-color': colours['map-sea'], 'text-halo-width': 1.5,
      'text-opacity': 0, 'text-opacity-transition': fading,
    },
  };
}

function pin(sheet: Sheet): LayerSpecification {
  return {
    id: `${sheet}-pin`, type: 'symbol', source: sheet, filter: ['!=', ['get', 'pin'], ''],
    layout: { 'icon-image': ['get', 'pin'], 'icon-allow-overlap': true },
    paint: { 'icon-opacity': 0, 'icon-opacity-transition': fading },
  };
}

/** The lamp's ring round the open or pointed-at mark. */
function lit(colours: MapColours): LayerSpecification {
  return {
    id: 'lit', type: 'circle', source: 'lit',
    paint: { 'circle-radius': ['get', 'radius'], 'circle-color': 'transparent', 'circle-stroke-color': colours['lamp-bright'], 'circle-stroke-width': 2 },
  };
}

type Fade = [layer: string, property: string, of: keyof Layers];

/** The paint properties that show or hide one sheet. */
export const fadesOf = (sheet: Sheet): Fade[] => [
  [`${sheet}-heat`, 'heatmap-opacity', 'heat'],
  [`${sheet}-disc`, 'circle-opacity', 'counts'],
  [`${sheet}-disc`, 'circle-stroke-opacity', 'counts'],
  [`${sheet}-count`, 'text-opacity', 'counts'],
  [`${sheet}-name`, 'text-opacity', 'counts'],
  [`${sheet}-pin`, 'icon-opacity', 'pins'],
];
