// Whether the figures on the page count visits that `parlour simulate` made; the answers say so.
import { writable } from 'svelte/store';

export const countsSimulated = writable(false);
