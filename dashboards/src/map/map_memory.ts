// How the map was left: its layers, night or day. Remembered in this browser.
import type { Layers } from './map_style';

interface MapMemory {
  layers: Layers;
  day: boolean;
}

const KEY = 'parlour.map';
const FRESH: MapMemory = { layers: { heat: true, counts: true, pins: true }, day: false };

export function remembered(): MapMemory {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<MapMemory>;
    return { layers: { ...FRESH.layers, ...kept.layers }, day: kept.day === true };
  } catch {
    return FRESH;
  }
}

export const remember = (memory: MapMemory): void => localStorage.setItem(KEY, JSON.stringify(memory));
