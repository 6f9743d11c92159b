// What a figure means, shown beside it while one points at it or has come there by keyboard.
import { writable } from 'svelte/store';

export interface Meaning {
  words: string;
  /** Where it is explained, in the window. */
  left: number;
  top: number;
}

export const shown = writable<Meaning | null>(null);

const WIDTH = 264;

function show(element: HTMLElement, words: string): void {
  const { left, bottom, top } = element.getBoundingClientRect();
  const above = bottom > innerHeight - 96;
  shown.set({ words, left: Math.max(8, Math.min(left, innerWidth - WIDTH - 8)), top: above ? top - 64 : bottom + 6 });
}

const hide = (): void => shown.set(null);

/** For `{@attach}`: explains what it is attached to. */
export const meaning = (words: string) => (element: HTMLElement): (() => void) => {
  const point = () => show(element, words);
  const focus = () => element.matches(':focus-visible') && point();
  element.setAttribute('aria-description', words);
  element.addEventListener('pointerenter', point);
  element.addEventListener('pointerleave', hide);
  element.addEventListener('focus', focus);
  element.addEventListener('blur', hide);
  return hide;
};
