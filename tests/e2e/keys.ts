// The keyboard alone.
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** Presses Tab until what has the focus is called so. */
export async function tabsTo(page: Page, name: RegExp): Promise<void> {
  const here = () => page.evaluate(() => {
    let at: Element | null = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    return at?.getAttribute('aria-label') ?? (at as HTMLInputElement | null)?.labels?.[0]?.textContent ?? at?.textContent ?? '';
  });
  await expect.poll(async () => {
    if (name.test(await here())) return true;
    await page.keyboard.press('Tab');
    return name.test(await here());
  }).toBe(true);
}
