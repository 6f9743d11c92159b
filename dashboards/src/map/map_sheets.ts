// Two sheets with the same layers lie on the map: each update is drawn on the hidden one, then they change places by a fade.
import type { FeatureCollection } from 'geojson';
import type { GeoJSONSource, Map as MapLibre } from 'maplibre-gl';
import { fadesOf } from './map_style';
import type { Layers, Sheet } from './map_style';

export class MapSheets {
  readonly #map: MapLibre;
  #shown: Sheet = 'b';
  #layers: Layers = { heat: true, counts: true, pins: true };
  #closed = false;
  /** An update is on its way and not shown yet. */
  drawing = false;

  constructor(map: MapLibre) {
    this.#map = map;
  }

  setLayers(layers: Layers): void {
    this.#layers = layers;
    this.#fade(this.#shown, 1);
  }

  async turnTo(features: FeatureCollection, intensity: number): Promise<void> {
    const next = this.#shown === 'a' ? 'b' : 'a';
    this.drawing = true;
    await this.#map.getSource<GeoJSONSource>(next)?.setData(features);
    await this.#loaded(next);
    this.drawing = false;
    if (this.#closed) return;
    this.#map.setPaintProperty(`${next}-heat`, 'heatmap-intensity', intensity);
    this.#fade(this.#shown, 0);
    this.#fade(next, 1);
    this.#shown = next;
  }

  close(): void {
    this.#closed = true;
  }

  #loaded(sheet: Sheet): Promise<void> {
    const map = this.#map;
    return new Promise((done) => {
      const look = () => {
        if (!this.#closed && !map.isSourceLoaded(sheet)) return;
        map.off('sourcedata', look);
        done();
      };
      map.on('sourcedata', look);
      look();
    });
  }

  #fade(sheet: Sheet, opacity: 0 | 1): void {
    for (const [layer, property, of] of fadesOf(sheet)) {
      this.#map.setPaintProperty(layer, property as 'icon-opacity', this.#layers[of] ? opacity : 0);
    }
  }
}
