// Rewind: visitors come and go, and a moment gone by shows who was there, on the map and in the table; now is Who's On.
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Agent } from '../agent';
import { Crowd } from '../crowd';
import { Stage } from '../stage';
import type { Visitor } from '../visitor';

/** Addresses that the city database has known for years: in London and in Australia. */
const LONDON = '81.2.69.142';
const AUSTRALIA = '1.128.0.1';
const [MINUTE, HOUR] = [60_000, 60 * 60_000];

let stage: Stage;
let ada: Agent;
let stays: Visitor;
/** Moments: one alone was there; two were. */
let [alone, both] = [0, 0];
beforeAll(async () => {
  stage = await Stage.open();
  const crowd = new Crowd(stage.house, stage.shop, (path) => (path === '/tables' ? 'Tables' : 'Elsewhere'));
  await crowd.sees({ pages: ['/tables'], address: AUSTRALIA });
  alone = await stage.house.advance(5 * MINUTE);
  await stage.house.advance(3 * HOUR);
  const goes = await stage.visitor({ address: AUSTRALIA });
  stays = await stage.visitor({ address: LONDON });
  await goes.opens('/chairs');
  await stays.opens('/lamps');
  ada = await stage.administrator({ reducedMotion: 'reduce' });
  await ada.finds('Chairs');
  both = await stage.house.advance(5 * MINUTE);
  await goes.leaves();
  // Gone half a minute after the house has heard of it.
  await vi.waitFor(async () => {
    await stage.house.advance(MINUTE / 2);
    expect(await ada.row('Chairs').count()).toBe(0);
  }, { timeout: 30_000, interval: 500 });
  await stage.house.advance(5 * MINUTE);
  await stays.opens('/order.html');
  await vi.waitFor(async () => expect((await now()).visitors.map(({ page }) => page?.title)).toEqual(['Your order']), { timeout: 30_000, interval: 300 });
});
afterAll(() => stage.close());

interface Then {
  at: number;
  total: number;
  visitors: { name: string; page: { title: string } | null }[];
}

const now = async (): Promise<Then> => ada.asks('GET', `rewind?site=${stage.shop.key}&at=${await stage.house.advance(0)}`);
const slider = () => ada.page.getByRole('slider', { name: 'Moment' });
const names = () => ada.page.getByRole('region', { name: 'Who was on' }).getByRole('rowheader').getByRole('link').allTextContents();
const total = () => ada.page.getByRole('region', { name: 'Who was on' }).getByRole('status').filter({ hasText: /on/ }).textContent();
const atNow = async () => Number(await slider().getAttribute('max'));

/** Once the console knows the house's clock. */
async function rewinds(): Promise<void> {
  await ada.page.goto(`${ada.url}/reports/rewind?site=${stage.shop.key}`);
  const least = (await stage.house.advance(0)) - MINUTE;
  await expect.poll(atNow).toBeGreaterThan(least);
}

/** What the map has drawn. */
async function places(): Promise<number[]> {
  const drawing = ada.page.locator('.rewind__map .map__draw[data-ready]');
  const drawn = JSON.parse((await drawing.getAttribute('data-places')) ?? '[]') as { count: number }[];
  return drawn.map(({ count }) => count);
}

test('now is who is on', async () => {
  await ada.page.goto(`${ada.url}/?site=${stage.shop.key}`);
  const who = await ada.finds('Your order');
  await rewinds();
  await expect.poll(names).toEqual([who]);
  expect(await total()).toContain('1 visitor was on');
  await expect.poll(places, { timeout: 60_000 }).toEqual([1]);
});

test('earlier, by the keys: two were there, each at their place and on their page', async () => {
  await rewinds();
  await slider().focus();
  for (let at = await atNow(); at > both; at -= MINUTE) await ada.page.keyboard.press('ArrowLeft');
  await expect.poll(async () => (await names()).length).toBe(2);
  const rows = await ada.page.locator('.data--then tbody tr').allTextContents();
  expect(rows).toEqual([expect.stringContaining('Chairs'), expect.stringContaining('Lamps')]);
  expect(rows[1]).toContain('London');
  await expect.poll(places, { timeout: 60_000 }).toEqual([1, 1]);
  expect(await slider().getAttribute('aria-valuetext')).toMatch(/^\w{3},? \d+ \w{3},? \d\d:\d\d$/);

  const link = ada.page.url();
  expect(link).toContain('at=');
  const fresh = await ada.page.context().newPage();
  await fresh.goto(link);
  await expect.poll(() => fresh.locator('.data--then tbody tr').count()).toBe(2);
  await fresh.close();
});

test('with the pointer: pulled back three hours, and on to now again', async () => {
  await rewinds();
  const to = await atNow();
  const box = (await slider().boundingBox())!;
  const middle = box.y + box.height / 2;
  const spot = (at: number) => box.x + 8 + ((box.width - 16) * (at - (to - 24 * HOUR))) / (24 * HOUR);
  await ada.page.mouse.move(spot(to), middle);
  await ada.page.mouse.down();
  await ada.page.mouse.move(spot(alone), middle, { steps: 8 });
  await ada.page.mouse.up();
  await expect.poll(() => ada.page.locator('.data--then tbody tr').allTextContents()).toEqual([expect.stringContaining('Tables')]);
  const there = Number(await slider().inputValue());
  expect(Math.abs(there - alone)).toBeLessThan(5 * MINUTE);
  await ada.page.getByRole('button', { name: 'An hour earlier' }).click();
  await ada.page.getByRole('heading', { name: 'Nobody was on' }).waitFor();
  await ada.page.getByText(/^The first visit that is kept began/).waitFor();
  await slider().focus();
  await ada.page.keyboard.press('End');
  await expect.poll(async () => (await names()).length).toBe(1);
  await stays.context.close();
});
