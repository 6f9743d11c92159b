import { expect, it } from 'vitest';
import { shapesRound, SIZE } from './mini_map';

const square = (lon: number, lat: number) => [[lon - 1, lat - 1], [lon + 1, lat - 1], [lon + 1, lat + 1], [lon - 1, lat - 1]];
const feature = (kind: string, coordinates: unknown) => ({ properties: { kind }, geometry: { type: 'any', coordinates } });

it('draws what is near and leaves out what is far', () => {
  const world = { features: [feature('land', [[square(20, 0)], [square(120, 0)]]), feature('border', [square(20, 0)])] };
  const shapes = shapesRound(world, 20, 0);
  expect(shapes.land.match(/M/g)).toHaveLength(1);
  expect(shapes.land).toContain(`M${SIZE.width / 2 - 9}.0,${SIZE.height / 2 + 9}.0L`);
  expect(shapes.borders).not.toBe('');
});

it('draws land that surrounds the whole picture', () => {
  const around = [[-60, -60], [60, -60], [60, 60], [-60, 60], [-60, -60]];
  expect(shapesRound({ features: [feature('land', [[around]])] }, 0, 0).land).not.toBe('');
});
