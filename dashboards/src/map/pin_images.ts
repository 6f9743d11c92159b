// Pins are the same marks as in the table, drawn once on a canvas for the map.
import type { Map as MapLibre } from 'maplibre-gl';
import { MARKS } from '../lib/marks';
import type { MapColours } from './map_colours';
import type { PinStatus } from './places_data';

const SHARP = 3;
const SIDE = 18;
const HALO = 3;

const COLOURS: Record<PinStatus, keyof MapColours> = {
  here: 'map-here', idle: 'map-idle', invited: 'map-invited', chatting: 'map-chat', ringing: 'map-ringing',
};

export function addPins(map: MapLibre, colours: MapColours): void {
  for (const status of Object.keys(COLOURS) as PinStatus[]) {
    if (map.hasImage(status)) map.removeImage(status);
    map.addImage(status, drawn(status, colours), { pixelRatio: SHARP });
  }
}

/** Each shape once wide in the sea's colour, so that it stands clear of the coast, and once in its own. */
function drawn(status: PinStatus, colours: MapColours): ImageData {
  const side = SIDE * SHARP;
  const pen = new OffscreenCanvas(side, side).getContext('2d')!;
  const inset = ((SIDE - 12) / 2) * SHARP;
  pen.setTransform(SHARP, 0, 0, SHARP, inset, inset);
  pen.lineJoin = 'round';
  draw(pen, status, colours['map-sea'], HALO);
  draw(pen, status, colours[COLOURS[status]], 0);
  return pen.getImageData(0, 0, side, side);
}

function draw(pen: OffscreenCanvasRenderingContext2D, status: PinStatus, colour: string, wider: number): void {
  pen.strokeStyle = pen.fillStyle = colour;
  for (const { d, as, width = 0 } of MARKS[status].shapes) {
    const path = new Path2D(d);
    pen.lineWidth = width + wider;
    if (as === 'fill') pen.fill(path);
    if (pen.lineWidth > 0) pen.stroke(path);
  }
}
