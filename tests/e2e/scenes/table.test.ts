// The live table: empty, filling, and still under the pointer.
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { Stage } from '../stage';
import { USUAL } from '../visitor';

let stage: Stage;
beforeAll(async () => void (stage = await Stage.open()));
afterAll(() => stage.close());

test('with nobody here it says what to do, and the demonstration shop is a way', async () => {
  const ada = await stage.administrator();
  await ada.page.getByText('Nobody is here just now').waitFor();
  await ada.page.getByText('data-site=').waitFor();
  await ada.page.context().setExtraHTTPHeaders({ 'User-Agent': USUAL });
  const [shop] = await Promise.all([ada.page.waitForEvent('popup'), ada.page.getByRole('link', { name: 'Visit the demonstration shop' }).click()]);
  await shop.waitForLoadState();
  expect(new URL(shop.url()).pathname).toMatch(/^\/demo/);
  expect(await shop.locator('script[data-site]').count()).toBe(1);
  await shop.close();
  await ada.goesTo('Chats');
  await ada.page.getByRole('heading', { name: 'No chats now' }).waitFor();
  await ada.page.context().close();
});

test('the demonstration shop fills the table', async () => {
  const ada = await stage.administrator();
  const visitor = await stage.visitor();
  await visitor.page.goto(`${stage.house.url}/demo`);
  const title = await visitor.page.title();
  await ada.row(title).last().waitFor();
  await ada.searches('nobody is called this');
  await ada.page.getByText('Nobody here matches “nobody is called this”').waitFor();
  await ada.page.getByRole('button', { name: 'Show everyone' }).click();
  await ada.row(title).last().waitFor();
  await ada.page.context().close();
});

test('rows hold still under the pointer, and arrivals wait behind a pill', async () => {
  const ada = await stage.administrator();
  const first = await stage.visitor();
  await first.opens('/lamps');
  await ada.row('/lamps').hover();
  const before = await ada.order();

  const second = await stage.visitor();
  await second.opens('/chairs');
  const pill = ada.page.getByRole('button', { name: '1 new' });
  await pill.waitFor();
  expect(await ada.order()).toEqual(before);
  await first.page.getByRole('link', { name: 'Tables' }).click();
  await ada.row('/tables').waitFor();
  expect(await ada.order()).toEqual(before);

  await ada.page.keyboard.press('n');
  await ada.row('/chairs').waitFor();
  await pill.waitFor({ state: 'detached' });
  expect(await ada.order()).toHaveLength(before.length + 1);
});

test('who has left stays for a moment, and goes', async () => {
  const ada = await stage.administrator();
  const visitor = await stage.visitor();
  await visitor.opens('/leaving');
  const who = await ada.finds('/leaving');
  await visitor.context.close();
  // Half a minute after the house has noticed, and long before silence alone would end it.
  await vi.waitFor(async () => {
    await stage.house.advance(31_000);
    expect(await ada.row(who).count()).toBe(0);
  }, { timeout: 20_000, interval: 2_000 });
});
