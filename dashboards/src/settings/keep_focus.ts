// The focus of rows that change their places.
import { tick } from 'svelte';

/** The name of the button that has it. */
export const focusedButton = (): string | null => document.activeElement?.getAttribute('aria-label') ?? null;

/** The button that was pressed goes with its row, and keeps the focus; at the end of the list its neighbour has it. */
export async function keepFocus(pressed: string | null): Promise<void> {
  await tick();
  const button = pressed && document.querySelector<HTMLButtonElement>(`[aria-label="${CSS.escape(pressed)}"]`);
  if (button) (button.disabled ? button.parentElement?.querySelector<HTMLButtonElement>('button:not(:disabled)') : button)?.focus();
}
