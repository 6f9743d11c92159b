// Pins are the same marks as in the table, drawn once on a canvas for the map.
import type { Map as MapLibre } from 'maplibre-gl';
import type { MapColours } from './map_colours';
import type { PinStatus } from './places_data';

const SHARP = 3;
const SIDE = 18;

const SHAPES: Record<PinStatus, { path: string; colour: keyof MapColours; open?: true }> = {
  here: { path: 'M10.4 6A4.4 4.4 0 1 1 1.6 6A4.4 4.4 0 0 1 10.4 6Z', colour: 'map-here' },
  idle: { path: 'M9.75 6A3.75 3.75 0 1 1 2.25 6A3.75 3.75 0 0 1 9.75 6Z', colour: 'map-idle', open: true },
  invited: { path: 'M6 .8 11.2 6 6 11.2.8 6Z', colour: 'map-invited' },
  chatting: {
    path: 'M2.2 1h7.6C10.5 1 11 1.5 11 2.2v5.1c0 .7-.5 1.2-1.2 1.2H6.2L3.4 11V8.5H2.2C1.5 8.5 1 8 1 7.3V2.2C1 1.5 1.5 1 2.2 1Z',
    colour: 'map-chat',
  },
  ringing: {
    path:
      'M6 .5c.5 0 .9.4.9.9v.3c1.5.4 2.5 1.7 2.5 3.4 0 1.9.6 2.7 1.1 3.2.3.3.1.9-.4.9H1.9c-.5 0-.7-.6-.4-.9.5-.5 1.1-1.3 1.1-3.2 ' +
      '0-1.7 1-3 2.5-3.4v-.3c0-.5.4-.9.9-.9ZM4.6 10h2.8c-.1.8-.7 1.4-1.4 1.4S4.7 10.8 4.6 10Z',
    colour: 'map-ringing',
  },
};

export function addPins(map: MapLibre, colours: MapColours): void {
  for (const [status, shape] of Object.entries(SHAPES)) {
    if (map.hasImage(status)) map.removeImage(status);
    map.addImage(status, drawn(shape, colours), { pixelRatio: SHARP });
  }
}

function drawn(shape: (typeof SHAPES)[PinStatus], colours: MapColours): ImageData {
  const side = SIDE * SHARP;
  const pen = new OffscreenCanvas(side, side).getContext('2d')!;
  pen.setTransform(SHARP, 0, 0, SHARP, 3 * SHARP, 3 * SHARP);
  pen.lineWidth = shape.open ? 4 : 3;
  pen.lineJoin = 'round';
  pen.strokeStyle = colours['map-sea'];
  pen.stroke(new Path2D(shape.path));
  colour(pen, shape, colours);
  return pen.getImageData(0, 0, side, side);
}

function colour(pen: OffscreenCanvasRenderingContext2D, shape: (typeof SHAPES)[PinStatus], colours: MapColours): void {
  pen.strokeStyle = pen.fillStyle = colours[shape.colour];
  pen.lineWidth = 1.5;
  if (shape.open) pen.stroke(new Path2D(shape.path));
  else pen.fill(new Path2D(shape.path));
}
