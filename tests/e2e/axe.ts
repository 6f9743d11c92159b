// WCAG 2.2 AA as far as axe can judge it: light and dark, on a desk and on a phone.
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** What another theme can change. */
const OF_COLOUR = ['color-contrast', 'link-in-text-block'];
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

export const DESK = { width: 1280, height: 800 };
export const PHONE = { width: 390, height: 844 };

/** What axe finds wrong, a line each. There are no foreign frames here, so it needs no second page to reckon in (the “legacy” mode). */
export async function faults(page: Page, within?: string, rules?: string[]): Promise<string[]> {
  // Options come first: they replace what was said before.
  const judge = new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode();
  const axe = rules ? judge.withRules(rules) : judge.withTags(TAGS);
  const { violations } = await (within ? axe.include(within) : axe).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${String(node.target)} ${node.failureSummary ?? ''}`));
}

/** A colour on its way from one theme to the other is none that anybody reads. */
const settled = (page: Page): Promise<unknown> => page.evaluate(() =>
  Promise.all(document.getAnimations().filter((one) => one instanceof CSSTransition).map((one) => one.finished.catch(() => undefined))).then(() => undefined));

/** By how many pixels the page is wider than the screen. */
const sideways = (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

/** In both themes, on both screens; afterwards it is as it was. */
export async function isSoundEverywhere(page: Page, what: string, within?: string, sizes = [DESK, PHONE]): Promise<void> {
  const before = page.viewportSize() ?? DESK;
  for (const size of sizes) {
    await page.setViewportSize(size);
    expect.soft(await sideways(page), `${what}, too wide for ${size.width}`).toBeLessThanOrEqual(0);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await settled(page);
      expect.soft(await faults(page, within, colorScheme === 'dark' ? OF_COLOUR : undefined), `${what}, ${colorScheme}, ${size.width}`).toEqual([]);
    }
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await page.setViewportSize(before);
}
