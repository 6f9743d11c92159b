// The tracking code in a real browser: what it counts, what it keeps, what it leaves alone.
import type { Page, Request } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Agent } from '../agent';
import { Stage } from '../stage';

let stage: Stage;
let ada: Agent;
beforeAll(async () => {
  stage = await Stage.open();
  ada = await stage.agent('Ada Lovelace');
});
afterAll(() => stage.close());

/** The types of the beacons a page sends, as they go out. */
function beaconsOf(page: Page): string[] {
  const types: string[] = [];
  page.on('request', (request: Request) => {
    if (request.url() === `${stage.house.url}/b`) types.push((JSON.parse(request.postData() ?? '{}') as { type: string }).type);
  });
  return types;
}

const pages = (beacons: string[]) => beacons.filter((type) => type === 'page_view').length;

const kept = (page: Page) => page.evaluate(() => ({ storage: Object.keys(localStorage), session: Object.keys(sessionStorage), cookie: document.cookie }));

test('a change of address within a document is one page view', async () => {
  const visitor = await stage.visitor();
  const beacons = beaconsOf(visitor.page);
  await visitor.opens('/chairs');
  const who = await ada.finds('Chairs');
  await visitor.page.getByRole('link', { name: 'Tables' }).click();
  await ada.row(who).filter({ hasText: '/tables' }).waitFor();
  await expect.poll(() => pages(beacons)).toBe(2);
  await ada.opens(who);
  await ada.panel.getByText('2 pages').waitFor();
  await ada.turnsAway();
  await visitor.context.close();
});

test('a page that comes back from the back-forward cache is a new page view with a doorway', async () => {
  const visitor = await stage.visitor();
  const beacons = beaconsOf(visitor.page);
  await visitor.opens('/back');
  const who = await ada.finds('/back');
  await visitor.page.evaluate(() => addEventListener('pageshow', (event) => (document.body.dataset['back'] = String(event.persisted))));
  await visitor.page.getByRole('link', { name: 'Chairs' }).click();
  await ada.row(who).filter({ hasText: '/chairs' }).waitFor();
  await visitor.page.evaluate(() => void setTimeout(() => history.back()));
  await visitor.page.locator('body[data-back="true"]').waitFor();
  await ada.row(who).filter({ hasText: '/back' }).waitFor();
  await expect.poll(() => pages(beacons)).toBe(3);
  await ada.invites(who, 'Welcome back.');
  await visitor.sees('Welcome back.');
  await visitor.context.close();
});

test('a browser that asks for privacy keeps nothing and is shown nothing', async () => {
  const visitor = await stage.visitor({ extraHTTPHeaders: { 'Sec-GPC': '1' } });
  await visitor.context.addInitScript(() => Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { get: () => true }));
  const sockets: string[] = [];
  visitor.page.on('websocket', (socket) => sockets.push(socket.url()));
  await visitor.opens('/private');
  await ada.row('asks for privacy').waitFor();
  expect(await kept(visitor.page)).toEqual({ storage: [], session: [], cookie: '' });
  expect(sockets).toEqual([]);
  await ada.row('asks for privacy').hover();
  expect(await ada.row('asks for privacy').getByRole('button', { name: 'Invite' }).isEnabled()).toBe(false);
  await ada.page.mouse.move(2, 2);
  await visitor.page.evaluate(() => (window as unknown as { parlour: (command: string) => void }).parlour('chat'));
  await visitor.fills({ name: 'Marta', email: 'marta@studio.example', question: 'Please write to me.' });
  await visitor.window.getByRole('button', { name: 'Send message' }).click();
  await visitor.window.getByText('Your message is with us. We will write to marta@studio.example.').waitFor();
  expect(await kept(visitor.page)).toEqual({ storage: [], session: [], cookie: '' });
  expect(sockets).toEqual([]);
  await visitor.context.close();
});

test('a beacon that could not leave is kept and counted once', async () => {
  const visitor = await stage.visitor();
  await visitor.opens('/offline');
  const who = await ada.finds('/offline');
  const queued = () => visitor.page.evaluate(() => {
    const kept = JSON.parse(localStorage.getItem('parlour.queue') ?? '{"entries":{}}') as { entries: Record<string, unknown> };
    return Object.keys(kept.entries).length;
  });
  await expect.poll(queued).toBe(0);
  await visitor.context.setOffline(true);
  await visitor.page.getByRole('link', { name: 'Tables' }).click();
  await expect.poll(queued).toBeGreaterThan(0);
  await visitor.context.setOffline(false);
  await expect.poll(queued, { timeout: 60_000 }).toBe(0);
  await ada.opens(who);
  await ada.panel.getByText('2 pages').waitFor();
  await ada.turnsAway();
  await visitor.context.close();
});

test('where WebSockets do not get through, the invitation still does', async () => {
  const visitor = await stage.visitor();
  const polled = visitor.page.waitForRequest(`${stage.house.url}/d/poll`);
  await visitor.opens('/unplugged?no-sockets');
  await polled;
  const who = await ada.finds('/unplugged');
  await ada.invites(who, 'Good evening over requests.');
  await visitor.sees('Good evening over requests.');
  await visitor.replies('It works.');
  await ada.reads(who, 'In chat with you');
  await visitor.context.close();
});

test('the page is not disturbed: no violation of its policy, no error of ours, no focus taken', async () => {
  const visitor = await stage.visitor();
  const errors: Error[] = [];
  visitor.page.on('pageerror', (error) => errors.push(error));
  await visitor.opens('/quiet');
  const who = await ada.finds('/quiet');
  const search = visitor.page.getByLabel('Search');
  await search.focus();
  await ada.invites(who, 'Good evening.');
  await visitor.sees('Good evening.');
  expect(await search.evaluate((field) => field === document.activeElement)).toBe(true);
  await visitor.card.getByRole('button', { name: 'Close' }).click();
  await visitor.card.waitFor({ state: 'detached' });
  expect(errors).toEqual([]);
  expect(visitor.harm.done).toEqual([]);
});
