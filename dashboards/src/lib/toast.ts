// A word that something is done, with a way to undo it. Goes by itself; a later one stands below.
import { writable } from 'svelte/store';

export interface Toast {
  id: number;
  text: string;
  undo: (() => void) | null;
}

const LASTS = 5_000;
const LASTS_WITH_UNDO = 8_000;
let count = 0;

export const toasts = writable<readonly Toast[]>([]);

export const toast = (text: string, undo: (() => void) | null = null): void => void toastFor(undo ? LASTS_WITH_UNDO : LASTS, text, undo);

/** One that lasts so long, in milliseconds. Gives back its number, for whoever takes it away earlier. */
export function toastFor(lasts: number, text: string, undo: (() => void) | null): number {
  const id = ++count;
  // The same words twice, from the socket and as an answer, are said once.
  toasts.update((all) => [...all.filter((one) => one.text !== text || one.undo).slice(-2), { id, text, undo }]);
  setTimeout(() => dismiss(id), lasts);
  return id;
}

export const dismiss = (id: number): void => toasts.update((all) => all.filter((one) => one.id !== id));
