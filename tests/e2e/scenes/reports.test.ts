// Reports: figures that lead to the visits behind them, an address that restores all of it, files that are the tables, goals and funnels by the keys.
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Locator } from 'playwright-core';
import type { Agent } from '../agent';
import { Crowd } from '../crowd';
import { tabsTo } from '../keys';
import { Stage } from '../stage';

/** Addresses that the city database has known for years: in London and in Australia. */
const LONDON = '81.2.69.142';
const AUSTRALIA = '1.128.0.1';
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0';
const [MINUTE, WEEK] = [60_000, 7 * 24 * 60 * 60_000];

let stage: Stage;
let ada: Agent;
beforeAll(async () => {
  stage = await Stage.open();
  const crowd = new Crowd(stage.house, stage.shop);
  await Promise.all([crowd.sees({ pages: ['/lamps', '/chairs'], address: LONDON }), crowd.sees({ pages: ['/chairs'], address: LONDON })]);
  await stage.house.advance(WEEK);
  const marta = await stage.visitor();
  await marta.opens('/lamps');
  await marta.opens('/chairs');
  await marta.page.evaluate(() => (window as unknown as { parlour: (...words: unknown[]) => void }).parlour('event', 'ordered', 40));
  await marta.opens('/order.html');
  await marta.context.close();
  await Promise.all([
    crowd.sees({ pages: ['/lamps?utm_source=letter&utm_medium=email&utm_campaign=autumn-lamps', '/chairs'], address: AUSTRALIA }),
    crowd.sees({ pages: ['/lamps'], address: LONDON, referrer: 'https://www.google.com/', userAgent: FIREFOX }),
    crowd.sees({ pages: ['/chairs'], address: LONDON, referrer: 'https://www.google.com/' }),
    crowd.sees({ pages: ['/tables', '/lamps', '/order.html'], address: LONDON, event: ['ordered', 2] }),
    crowd.sees({ pages: ['/=1+1'], address: AUSTRALIA, userAgent: FIREFOX }),
  ]);
  ada = await stage.administrator({ reducedMotion: 'reduce' });
  // The visit log has them whole once they have ended, a moment after that.
  await vi.waitFor(async () => expect((await counted('pages:at_least:1')).total).toBe(6), { timeout: 30_000, interval: 300 });
  await stage.house.advance(31 * MINUTE);
  await vi.waitFor(async () => expect((await counted('pages:at_least:2')).total).toBe(3), { timeout: 30_000, interval: 300 });
});
afterAll(() => stage.close());

const counted = (filter: string) => ada.asks<{ total: number }>('GET', `visits?site=${stage.shop.key}&f=${encodeURIComponent(filter)}`);

async function looksAt(tab: string, asked: Record<string, string> = {}): Promise<void> {
  await ada.page.goto(`${ada.url}/reports${tab && `/${tab}`}?${new URLSearchParams({ site: stage.shop.key, ...asked })}`);
}

const figureBox = (label: string): Locator => ada.page.locator('.figures > div').filter({ has: ada.page.getByText(label, { exact: true }) });
const table = (title: string): Locator => ada.page.getByRole('region', { name: title, exact: true }).getByRole('table');

/** In the row with these words, what stands under this head. */
async function under(title: string, row: string | RegExp, head: string): Promise<Locator> {
  const line = table(title).locator('tbody tr').filter({ has: ada.page.getByRole('rowheader', { name: row }) });
  await line.first().waitFor();
  const heads = await table(title).getByRole('columnheader').allTextContents();
  return line.first().locator('th, td').nth(heads.findIndex((one) => one.trim() === head));
}

/** The list of visits says as many as the figure did. */
async function listHas(count: number): Promise<void> {
  await ada.page.getByRole('heading', { level: 1, name: 'Visits' }).waitFor();
  await expect.poll(() => ada.page.locator('.totals b').textContent()).toBe(String(count));
  await expect.poll(() => ada.page.getByRole('grid', { name: 'Visits, newest first' }).locator('[data-id]').count()).toBe(count);
}

/** What stands between the commas, quotes undone. */
const cells = (line: string): string[] => [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '');

test('figures say what they mean, how it was before, and lead to the visits behind them', async () => {
  await looksAt('');
  const visits = figureBox('Visits');
  expect(await visits.locator('b').textContent()).toBe('6');
  expect(await visits.textContent()).toMatch(/200 %\s*from 2\s*Visits that began in the period/);
  expect(await figureBox('Page views').locator('b').textContent()).toBe('11');
  expect(await figureBox('Bounces').locator('b').textContent()).toBe('50.0 %');
  await figureBox('Bounces').getByRole('link').click();
  await listHas(3);
  await ada.page.getByRole('button', { name: 'Change: Pages is 1' }).waitFor();
  await ada.page.goBack();
  await visits.getByRole('link').click();
  await listHas(6);

  await looksAt('');
  await ada.page.getByRole('button', { name: /^Period: / }).click();
  await ada.page.getByRole('checkbox', { name: 'Beside the period before' }).uncheck();
  await expect.poll(() => visits.textContent()).not.toContain('from 2');
  await expect.poll(() => ada.page.url()).toContain('compare=none');
});

test.each([
  ['pages', 'pages', 'Pages', /^\/lamps/, 'Visits', 4], ['pages', 'entry-pages', 'Entry pages', /^\/tables/, 'Visits', 1], ['pages', 'events', 'Events', 'ordered', 'Visits', 2],
  ['sources', 'referrers', 'Referrers', 'google.com', 'Visits', 2], ['sources', 'campaigns', 'Campaigns', 'autumn-lamps', 'Visits', 1], ['sources', 'channels', 'Channels', 'E-mail', 'Visits', 1],
  ['places', 'countries', 'Countries', /^United Kingdom/, 'Visits', 3], ['places', 'cities', 'Cities', 'London', 'Visits', 3], ['technology', 'browsers', 'Browsers', 'Firefox', 'Visits', 2],
  ['technology', 'browsers', 'Browsers', 'Firefox', 'Bounces', 2], ['visitors', '', 'New and returning', 'New', 'Visits', 6],
] as const)('%s, %s: a figure leads to as many visits', async (tab, show, title, row, head, count) => {
  await looksAt(tab, show ? { show } : {});
  const cell = await under(title, row, head);
  if (head === 'Visits') expect(await cell.textContent()).toBe(String(count));
  await cell.getByRole('link').click();
  await listHas(count);
  expect(new URL(ada.page.url()).searchParams.getAll('f').length).toBeGreaterThan(0);
});

test('the address restores period, filters, tab, order and search; and what the drawing shows', async () => {
  await looksAt('pages');
  await ada.page.getByRole('button', { name: /^Period: / }).click();
  await ada.page.getByRole('button', { name: /^Last 14 days/ }).click();
  await ada.page.getByRole('button', { name: 'Add a filter' }).click();
  const form = ada.page.getByRole('dialog', { name: 'Add a filter' });
  await form.getByRole('combobox', { name: 'Page seen' }).fill('/chairs');
  await form.getByRole('button', { name: 'Add filter' }).click();
  await ada.page.getByRole('button', { name: 'Visitors', exact: true }).click();
  await ada.page.getByRole('searchbox', { name: 'Search: pages' }).fill('s');
  await expect.poll(() => ada.page.url()).toContain('search=s');
  const rows = (page = ada.page) => page.getByRole('region', { name: 'Pages' }).locator('tbody tr').allTextContents();
  await expect.poll(async () => (await rows()).length).toBe(2);
  const [shown, words] = [await rows(), await ada.page.getByRole('button', { name: /^Period: / }).textContent()];

  const fresh = await ada.page.context().newPage();
  await fresh.goto(ada.page.url());
  await expect.poll(() => rows(fresh)).toEqual(shown);
  expect(await fresh.getByRole('button', { name: /^Period: / }).textContent()).toBe(words);
  await fresh.getByRole('button', { name: 'Change: Page seen is /chairs' }).waitFor();
  expect(await fresh.getByRole('navigation', { name: 'Reports' }).locator('[aria-current]').textContent()).toBe('Pages');
  expect(await fresh.getByRole('columnheader', { name: 'Visitors' }).getAttribute('aria-sort')).toBe('descending');
  expect(await fresh.getByRole('searchbox', { name: 'Search: pages' }).inputValue()).toBe('s');

  await looksAt('');
  await ada.page.getByRole('button', { name: 'Page views', exact: true }).click();
  await ada.page.getByRole('button', { name: 'weeks', exact: true }).click();
  await ada.page.getByRole('heading', { name: 'Page views a week' }).waitFor();
  await fresh.goto(ada.page.url());
  await fresh.getByRole('heading', { name: 'Page views a week' }).waitFor();
  await fresh.close();
});

test('a file is its table, and the overview’s has every day of the period', async () => {
  await looksAt('pages', { sort: '-visits' });
  await table('Pages').locator('tbody tr').nth(4).waitFor();
  const shown = await table('Pages').locator('tbody tr').evaluateAll((lines) => lines.map((line) => [...line.children].slice(0, 4).map((cell) => cell.textContent.trim())));
  const [head = '', ...lines] = (await ada.downloads(() => ada.page.getByRole('link', { name: 'CSV' }).click())).trim().split('\r\n');
  expect(cells(head).slice(0, 5)).toEqual(['Name', 'Detail', 'Views', 'Visits', 'Visitors']);
  expect(lines.map((line) => cells(line)[0])).toContain('/=1+1');
  const filed = lines.map(cells).map(([name = '', detail = '', ...figures]) => [detail && detail !== name ? `${detail} ${name}` : name, ...figures.slice(0, 3)]);
  expect(filed).toEqual(shown);

  await looksAt('');
  const [, ...days] = (await ada.downloads(() => ada.page.getByRole('link', { name: 'CSV' }).click())).trim().split('\r\n').map(cells);
  expect(days).toHaveLength(7);
  expect(days.reduce((sum, day) => sum + Number(day[2]), 0)).toBe(6);
});

test('a goal and a funnel by the keys alone, and what they count', async () => {
  const keys = ada.page.keyboard;
  await looksAt('goals');
  await ada.page.getByRole('heading', { name: 'No goals yet' }).waitFor();
  await tabsTo(ada.page, /^New goal/);
  await keys.press('Enter');
  await ada.page.getByRole('dialog', { name: 'A new goal' }).waitFor();
  await keys.type('Ordered');
  await tabsTo(ada.page, /Reached by: path/);
  await keys.type('/order.html');
  await tabsTo(ada.page, /^Value/);
  await keys.type('20');
  await keys.press('Enter');
  const reached = await under('Goals', 'Ordered', 'Reached');
  expect(await reached.textContent()).toBe('2');
  expect(await (await under('Goals', 'Ordered', 'Value')).textContent()).toBe('40');

  await tabsTo(ada.page, /^New funnel/);
  await keys.press('Enter');
  await ada.page.getByRole('dialog', { name: 'A new funnel' }).waitFor();
  await keys.type('From a lamp to the order');
  await tabsTo(ada.page, /Step 1: path/);
  await keys.type('/lamps');
  await tabsTo(ada.page, /Step 2: path/);
  await keys.type('/order.html');
  await tabsTo(ada.page, /^Add the funnel/);
  await keys.press('Enter');
  const funnel = ada.page.getByRole('region', { name: 'From a lamp to the order' });
  await expect.poll(() => funnel.getByRole('listitem').allTextContents()).toEqual([expect.stringMatching(/\/lamps\s*4/), expect.stringMatching(/\/order\.html\s*2\s*50\.0 %/)]);
  await (await under('Goals', 'Ordered', 'Visits')).getByRole('link').click();
  await listHas(6);
  await ada.page.goBack();
  await (await under('Goals', 'Ordered', 'Reached')).getByRole('link').focus();
  await keys.press('Enter');
  await listHas(2);
});

test('a site that only reports need is not chosen for who is on', async () => {
  const picker = ada.page.getByRole('button', { name: /^Site: / });
  await ada.page.goto(ada.url);
  await expect.poll(() => picker.getAttribute('aria-label')).toBe('Site: All sites');
  const rooms = ada.page.getByRole('navigation', { name: 'Rooms' });
  await rooms.getByRole('link', { name: 'Reports' }).click();
  await expect.poll(() => ada.page.url()).toContain('site=');
  await rooms.getByRole('link', { name: 'Visits' }).click();
  await ada.page.getByRole('heading', { level: 1, name: 'Visits' }).waitFor();
  expect(ada.page.url()).toContain('site=');
  await rooms.getByRole('link', { name: "Who's On" }).click();
  await expect.poll(() => picker.getAttribute('aria-label')).toBe('Site: All sites');
  await rooms.getByRole('link', { name: 'Reports' }).click();
  await picker.click();
  await ada.page.getByRole('menuitemradio').last().click();
  const chosen = await picker.getAttribute('aria-label');
  await rooms.getByRole('link', { name: "Who's On" }).click();
  await expect.poll(() => picker.getAttribute('aria-label')).toBe(chosen);
});

test('who only chats is offered no file and no report, and would get none', async () => {
  const ben = await stage.agent('Ben Nevis');
  await ben.page.goto(`${ben.url}/visits?site=${stage.shop.key}`);
  const first = ben.page.getByRole('grid', { name: 'Visits, newest first' }).locator('[data-id]').first();
  await first.waitFor();
  expect(await ben.page.getByRole('button', { name: /Export|Saved/ }).count()).toBe(0);
  expect(await ben.page.getByRole('navigation', { name: 'Rooms' }).getByRole('link', { name: 'Reports' }).count()).toBe(0);
  await first.click();
  await ben.page.getByRole('link', { name: 'The visitor' }).click();
  await ben.page.getByRole('table').first().waitFor();
  expect(await ben.page.getByRole('link', { name: 'Export' }).count() + (await ben.page.getByRole('button', { name: 'Erase' }).count())).toBe(0);
  for (const asked of ['visits.csv', 'reports/pages.csv', 'reports/overview.csv', 'reports/overview']) {
    await expect(ben.asks('GET', `${asked}?site=${stage.shop.key}`)).rejects.toThrow(/ 403: /);
  }
  await ben.page.goto(`${ben.url}/reports?site=${stage.shop.key}`);
  await ben.page.getByRole('heading', { name: 'Not for your role' }).waitFor();
  await ben.page.context().close();
});
