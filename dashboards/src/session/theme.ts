// Light, dark, or as the system says; remembered in this browser and set before the first paint by `theme.ts` at the root.
import { writable } from 'svelte/store';

export type Theme = 'system' | 'light' | 'dark';

const KEY = 'parlour.theme';
const chosen = writable<Theme>((localStorage.getItem(KEY) as Theme | null) ?? 'system');

export const theme = { subscribe: chosen.subscribe };

export function setTheme(choice: Theme): void {
  localStorage.setItem(KEY, choice);
  if (choice === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = choice;
  chosen.set(choice);
}
