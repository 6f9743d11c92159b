// The drawn map. It is told the places and says what is in view, what is pointed at and what was picked.
import { Map as MapLibre } from 'maplibre-gl';
import type { GeoJSONSource, MapMouseEvent } from 'maplibre-gl';
import 'maplibre-gl/dist/maplibre-gl.css';
import { discRadius, featuresOf, heatOf, levelOf, markUnder, marksAt } from './density_marks';
import type { Mark, Point } from './density_marks';
import { coloursOf } from './map_colours';
import { MapSheets } from './map_sheets';
import { mapStyle } from './map_style';
import type { Layers } from './map_style';
import { addPins } from './pin_images';
import type { Bounds } from './places_data';
import type { Place } from '../lib/wire';
import { trustWorker } from './trusted_worker';

export interface MapListener {
  moved(view: Bounds): void;
  picked(mark: Mark | null): void;
  pointed(mark: Mark | null): void;
  /** Every frame in which something may have shifted on the screen. */
  shifted(): void;
}

/** At most twice a second, and never before the last update is on the screen. */
const BETWEEN_UPDATES = 500;
const CLOSEST = 7.4;
const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** Throws where the browser has no WebGL2. */
export async function openMap(container: HTMLElement, listener: MapListener): Promise<DensityMap> {
  // Labels are drawn letter by letter: each script's part of the font must be there before its first letter is.
  await document.fonts.load('12px "Inter Variable"', 'Ląжα');
  trustWorker();
  const map = new MapLibre({
    container, style: mapStyle(coloursOf(container)), center: [12, 30], zoom: 1.2, minZoom: 0.3, maxZoom: CLOSEST,
    attributionControl: false, dragRotate: false, touchPitch: false, pitchWithRotate: false, fadeDuration: 0, crossSourceCollisions: false,
    locale: { 'Map.Title': 'Map of visitors here now' },
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  await new Promise((loaded) => map.once('load', loaded));
  return new DensityMap(map, container, listener);
}

export class DensityMap {
  readonly #map: MapLibre;
  readonly #container: HTMLElement;
  readonly #listener: MapListener;
  readonly #sheets: MapSheets;
  #places: readonly Place[] = [];
  #marks: readonly Mark[] = [];
  #drawn = '';
  #busy = false;
  #again = false;
  #closed = false;

  constructor(map: MapLibre, container: HTMLElement, listener: MapListener) {
    [this.#map, this.#container, this.#listener] = [map, container, listener];
    this.#sheets = new MapSheets(map);
    addPins(map, coloursOf(container));
    this.#listen();
    this.#tellView();
  }

  show(places: readonly Place[]): void {
    this.#places = places;
    void this.#refresh();
  }

  setLayers(layers: Layers): void {
    this.#sheets.setLayers(layers);
  }

  /** Night or day: the colours are read again from the page. */
  recolour(): void {
    const colours = coloursOf(this.#container);
    this.#drawn = '';
    this.#map.setStyle(mapStyle(colours), { diff: false });
    this.#map.once('style.load', () => {
      addPins(this.#map, colours);
      void this.#refresh();
    });
  }

  markOf(place: string): Mark | null {
    return this.#marks.find((mark) => mark.places.some((one) => one.id === place)) ?? null;
  }

  /** Where a mark is on the screen, taking the copy of the world that is in view. */
  where(mark: Pick<Mark, 'lon' | 'lat'>): Point {
    const turns = Math.round((this.#map.getCenter().lng - mark.lon) / 360);
    return this.#map.project([mark.lon + turns * 360, mark.lat]);
  }

  light(marks: readonly (Mark | null)[]): void {
    const lit = marks.filter((mark) => mark !== null);
    const features = lit.map((mark) => ({
      type: 'Feature' as const,
      geometry: { type: 'Point' as const, coordinates: [mark.lon, mark.lat] },
      properties: { radius: mark.status ? 9 : discRadius(mark.count) },
    }));
    if (!this.#closed) void this.#map.getSource<GeoJSONSource>('lit')?.setData({ type: 'FeatureCollection', features });
  }

  fit(bounds: Bounds): void {
    const padding = Math.min(64, this.#container.clientHeight / 6);
    const { west, south, east, north } = bounds;
    this.#map.fitBounds([[west, south], [east, north]], { padding, maxZoom: 5, animate: false });
  }

  zoomBy(steps: number): void {
    this.#map.zoomTo(this.#map.getZoom() + steps);
  }

  closeIn(mark: Mark): void {
    this.#map.easeTo({ center: [mark.lon, mark.lat], zoom: Math.min(CLOSEST, this.#map.getZoom() + 2) });
  }

  /** Moves the map so that a point of the screen comes to lie elsewhere. */
  nudge(by: Point): void {
    this.#map.panBy([by.x, by.y]);
  }

  close(): void {
    this.#closed = true;
    this.#sheets.close();
    this.#map.remove();
  }

  #listen(): void {
    const map = this.#map;
    map.on('click', (event) => this.#listener.picked(this.#under(event)));
    map.on('mousemove', (event) => this.#point(this.#under(event)));
    map.on('mouseout', () => this.#point(null));
    map.on('move', () => this.#listener.shifted());
    map.on('movestart', () => delete this.#container.dataset['ready']);
    map.on('moveend', () => this.#tellView());
    map.on('zoomend', () => void this.#refresh());
    map.on('idle', () => this.#tellReady());
    map.getCanvas().addEventListener('keydown', (event) => {
      if (event.key === 'Enter') this.#listener.picked(this.#nearestToMiddle());
    });
  }

  #under(event: MapMouseEvent): Mark | null {
    const reach = matchMedia('(pointer: coarse)').matches ? 14 : 5;
    return markUnder(event.point, this.#marks, (mark) => this.where(mark), reach);
  }

  #nearestToMiddle(): Mark | null {
    const { clientWidth, clientHeight } = this.#container;
    return markUnder({ x: clientWidth / 2, y: clientHeight / 2 }, this.#marks, (mark) => this.where(mark), clientWidth);
  }

  #point(mark: Mark | null): void {
    this.#map.getCanvas().style.cursor = mark ? 'pointer' : '';
    this.#listener.pointed(mark);
  }

  #tellView(): void {
    const bounds = this.#map.getBounds();
    this.#listener.moved({ west: bounds.getWest(), south: bounds.getSouth(), east: bounds.getEast(), north: bounds.getNorth() });
    this.#listener.shifted();
  }

  /** Says that everything is drawn, and where: for tests and assistive scripts, which cannot see the canvas. */
  #tellReady(): void {
    if (this.#sheets.drawing || this.#map.isMoving()) return;
    const { clientWidth: width, clientHeight: height } = this.#container;
    const spots = this.#marks.map((mark) => ({ mark, ...this.where(mark) }));
    const seen = spots.filter(({ x, y }) => x >= 0 && y >= 0 && x <= width && y <= height).slice(0, 200);
    const said = seen.map(({ mark, x, y }) => ({
      id: mark.id, x: Math.round(x), y: Math.round(y), count: mark.count, status: mark.status, places: mark.places.map((place) => place.id),
    }));
    this.#container.dataset['places'] = JSON.stringify(said);
    this.#container.dataset['ready'] = '';
  }

  async #refresh(): Promise<void> {
    this.#again = true;
    if (this.#busy) return;
    this.#busy = true;
    while (this.#again && !this.#closed) {
      this.#again = false;
      await this.#draw();
      await pause(BETWEEN_UPDATES);
    }
    this.#busy = false;
  }

  async #draw(): Promise<void> {
    const level = levelOf(this.#map.getZoom());
    const marks = marksAt(this.#places, level);
    const heat = heatOf(marks, level);
    const features = featuresOf(marks, heat);
    const drawing = JSON.stringify(features);
    this.#marks = marks;
    if (drawing === this.#drawn) return;
    this.#drawn = drawing;
    delete this.#container.dataset['ready'];
    await this.#sheets.turnTo(features, heat.intensity);
    if (!this.#closed) this.#listener.shifted();
  }
}
