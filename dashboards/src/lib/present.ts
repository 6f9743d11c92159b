// Who stands on the screen, by key: for the dialog, which speaks of a visitor from outside of the table and the map.
import { writable } from 'svelte/store';
import type { Row } from './wire';

export type Present = Pick<Row, 'name' | 'status' | 'arrived'>;

export const present = writable<ReadonlyMap<string, Present>>(new Map());
