// Past and present visits: filtered by clicking, restored by the address, taken away as a file, read one by one; a visitor's page, and their erasure.
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Locator } from 'playwright-core';
import type { Agent } from '../agent';
import { isSoundEverywhere } from '../axe';
import { Stage } from '../stage';

interface Line {
  id: string;
  visitor: { name: string };
  entry: string;
  pages: number;
}

const MINUTE = 60_000;

let stage: Stage;
let ada: Agent;
beforeAll(async () => {
  stage = await Stage.open();
  ada = await stage.administrator({ reducedMotion: 'reduce' });
  const marta = await stage.visitor();
  await marta.opens('/lamps');
  await marta.page.evaluate(() => (window as unknown as { parlour: (...words: unknown[]) => void }).parlour('event', 'basket', 3));
  await marta.opens('/tables');
  await marta.context.close();
  for (const path of ['/chairs', '/chairs', '/lamps']) {
    const other = await stage.visitor();
    await other.opens(path);
    await other.context.close();
  }
  // The visit log has them whole once they have ended, a moment after that.
  await vi.waitFor(async () => expect((await visits()).total).toBe(4), { timeout: 30_000, interval: 300 });
  await stage.house.advance(31 * MINUTE);
  await vi.waitFor(async () => expect((await visits('&f=pages:is:2')).total).toBe(1), { timeout: 30_000, interval: 300 });
});
afterAll(() => stage.close());

const visits = (asked = '') => ada.asks<{ total: number; visits: Line[] }>('GET', `visits?site=${stage.shop.key}${asked}`);

const grid = (agent: Agent): Locator => agent.page.getByRole('grid', { name: 'Visits, newest first' });
const rows = (agent: Agent): Locator => grid(agent).locator('[data-id]');
const ids = (agent: Agent) => rows(agent).evaluateAll((all) => all.map((row) => row.getAttribute('data-id') ?? ''));

async function looksAtVisits(): Promise<void> {
  await ada.page.goto(`${ada.url}/visits?site=${stage.shop.key}`);
  await expect.poll(() => rows(ada).count()).toBe(4);
}

/** A filter is made by clicking: the field, then the value. */
async function filtersBy(field: string, value: string): Promise<void> {
  await ada.page.getByRole('button', { name: 'Add a filter' }).click();
  const form = ada.page.getByRole('dialog', { name: 'Add a filter' });
  await form.getByRole('combobox', { name: 'What to filter by' }).selectOption({ label: field });
  await form.getByRole('combobox', { name: field }).fill(value);
  await form.getByRole('button', { name: 'Add filter' }).click();
}

async function downloaded(word: string): Promise<string> {
  await ada.page.getByRole('button', { name: 'Export' }).click();
  return ada.downloads(() => ada.page.getByRole('menuitem', { name: word }).click());
}

test('filtered by clicking; the address restores all of it; the file is the list', async () => {
  await looksAtVisits();
  await filtersBy('Page seen', '/lamps');
  await expect.poll(() => rows(ada).count()).toBe(2);
  await filtersBy('Exit page', '/tables');
  await expect.poll(() => rows(ada).count()).toBe(1);
  await ada.page.getByRole('button', { name: /^Remove: Exit page/ }).click();
  await expect.poll(() => rows(ada).count()).toBe(2);
  const shown = await ids(ada);

  const ben = await stage.administrator();
  await ben.page.goto(ada.page.url());
  await expect.poll(() => ids(ben)).toEqual(shown);
  await ben.page.getByRole('button', { name: 'Change: Page seen is /lamps' }).waitFor();
  expect(await ben.page.locator('.totals').textContent()).toContain('2 visits');
  await ben.page.context().close();

  const lines = (await downloaded('JSON lines')).trim().split('\n').map((line) => JSON.parse(line) as Line);
  expect(lines.map(({ id }) => id)).toEqual(shown);
  const [head = '', ...cells] = (await downloaded('CSV')).trim().split(/\r?\n/);
  expect(head).toContain('id');
  expect(cells).toHaveLength(shown.length);
  for (const [at, id] of shown.entries()) expect(cells[at]).toContain(id);
});

test('a filter is saved, applied again, and gone', async () => {
  await looksAtVisits();
  await filtersBy('Entry page', '/chairs');
  await ada.page.getByRole('button', { name: 'Saved filters' }).click();
  await ada.page.getByRole('menuitem', { name: 'Save what is asked' }).click();
  const box = ada.page.getByRole('dialog', { name: 'Save what is asked' });
  await box.getByLabel('Name').fill('Began at the chairs');
  await box.getByRole('button', { name: 'Save the filter' }).click();
  await ada.page.getByRole('button', { name: 'Saved filter: Began at the chairs' }).waitFor();

  await looksAtVisits();
  await ada.page.getByRole('button', { name: 'Saved filters' }).click();
  await ada.page.getByRole('menuitemradio', { name: 'Began at the chairs' }).click();
  await expect.poll(() => rows(ada).count()).toBe(2);
  await ada.page.getByRole('button', { name: 'Saved filter: Began at the chairs' }).click();
  await ada.page.getByRole('menuitem', { name: 'Rename, share or delete' }).click();
  await ada.page.getByRole('button', { name: 'Delete' }).click();
  await ada.isTold('Began at the chairs deleted.');
  await ada.page.getByRole('button', { name: 'Saved filters' }).waitFor();
});

test('nothing matches: it is said, and one way leads back', async () => {
  await looksAtVisits();
  await filtersBy('City', 'Atlantis');
  await ada.page.getByRole('heading', { name: 'No visit matches' }).waitFor();
  await ada.page.getByRole('button', { name: 'Take the filters away' }).click();
  await expect.poll(() => rows(ada).count()).toBe(4);
});

test('by the keys alone: to a visit, what happened in it, and back to its row', async () => {
  await looksAtVisits();
  const [{ id = '' } = {}] = (await visits('&f=pages:is:2')).visits;
  for (let at = 0; at < 8 && (await ada.page.evaluate(() => document.activeElement?.getAttribute('data-id'))) !== id; at++) await ada.page.keyboard.press('j');
  await ada.page.keyboard.press('Enter');
  const happened = ada.page.getByRole('region', { name: 'What happened' });
  await happened.getByRole('link', { name: 'Lamps' }).waitFor();
  expect(await happened.getByRole('listitem').allTextContents()).toEqual([expect.stringContaining('Lamps'), expect.stringContaining('basket'), expect.stringContaining('Tables')]);
  await ada.page.keyboard.press('Escape');
  await expect.poll(() => ada.page.evaluate(() => document.activeElement?.getAttribute('data-id'))).toBe(id);
});

test('axe finds nothing in the list, in a visit, at a visitor', { timeout: 240_000 }, async () => {
  const [{ id, visitor } = { id: '', visitor: { name: '' } }] = (await visits('&f=pages:is:2')).visits;
  await looksAtVisits();
  await isSoundEverywhere(ada.page, 'the visits');
  await ada.page.goto(`${ada.url}/visits/${id}?site=${stage.shop.key}`);
  await ada.page.getByRole('region', { name: 'What happened' }).waitFor();
  await isSoundEverywhere(ada.page, 'a visit');
  await ada.page.goto(`${ada.url}/visitors/${encodeURIComponent(visitor.name)}?site=${stage.shop.key}`);
  await ada.page.getByRole('table').waitFor();
  await isSoundEverywhere(ada.page, 'a visitor');
});

test('a visitor is erased: only with the name typed, and nothing is left', async () => {
  const [{ visitor } = { visitor: { name: '' } }] = (await visits('&f=pages:is:2')).visits;
  await ada.page.goto(`${ada.url}/visitors/${encodeURIComponent(visitor.name)}?site=${stage.shop.key}`);
  await ada.page.getByRole('button', { name: 'Erase' }).click();
  const box = ada.page.getByRole('dialog');
  await box.getByRole('button', { name: 'Erase this visitor' }).click();
  await box.getByText(`Type ${visitor.name} to be sure it is meant.`).waitFor();
  await box.getByRole('textbox').fill(visitor.name);
  await box.getByRole('button', { name: 'Erase this visitor' }).click();
  await box.getByText(/^Erased: .*1 visit/).waitFor();
  await box.getByRole('button', { name: 'Back to the visits' }).click();
  await expect.poll(() => visits().then(({ total }) => total)).toBe(3);
  await expect(ada.asks('GET', `visitors/${encodeURIComponent(visitor.name)}?site=${stage.shop.key}`)).rejects.toThrow(/ 404: /);
});

test("a visitor's page: from the panel, a note that stays, all their visits", async () => {
  const visitor = await stage.visitor();
  await visitor.opens('/tables');
  await ada.page.goto(`${ada.url}/?site=${stage.shop.key}`);
  const who = await ada.finds('Tables');
  await ada.opens(who);
  await ada.panel.getByRole('link', { name: 'All visits' }).click();
  await ada.page.getByRole('heading', { level: 1, name: who }).waitFor();
  await ada.page.getByText('Here now').first().waitFor();
  const note = ada.page.getByRole('textbox', { name: 'Note for colleagues' });
  await note.fill('Asks about brass.');
  await ada.page.getByRole('textbox', { name: 'Add a tag' }).fill('trade');
  await ada.page.keyboard.press('Enter');
  await ada.page.getByRole('region', { name: 'Note and tags' }).getByText('Saved').waitFor();
  await ada.page.reload();
  await expect.poll(() => note.inputValue()).toBe('Asks about brass.');
  await ada.page.getByRole('button', { name: 'Remove the tag trade' }).waitFor();
  await visitor.context.close();
});
