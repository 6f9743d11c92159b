// Everything a stranger can say of themselves, in fifty dangerous shapes, on every screen of the console: it stays text.
import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CANARY } from '../harm';
import { Stage } from '../stage';
import { USUAL } from '../visitor';
import { SHAPES } from '../shapes';

let stage: Stage;
beforeAll(async () => void (stage = await Stage.open()));
afterAll(() => stage.close());

/** A header carries bytes; a stranger's may be any. */
const bytes = (text: string) => Buffer.from(text).toString('latin1');

async function post(beacon: object, userAgent: string, address: string): Promise<void> {
  const headers = { 'Content-Type': 'text/plain', Origin: stage.shop.origin, 'User-Agent': bytes(userAgent), 'X-Forwarded-For': address };
  const answer = await fetch(`${stage.house.url}/b`, { method: 'POST', headers, body: JSON.stringify({ site: stage.shop.key, id: randomUUID(), ...beacon }) });
  expect(answer.status, await answer.text()).toBe(204);
}

/** A visitor who says `shape` wherever something can be said. */
async function comes(shape: string, at: number): Promise<void> {
  const visitor = randomBytes(16).toString('hex');
  const address = `81.2.69.${at + 1}`;
  const url = `${stage.shop.origin}/${at}/${shape}?utm_campaign=${encodeURIComponent(shape)}#${shape}`;
  const referrer = `https://canary.example/${shape}`;
  await post({ type: 'page_view', visitor, url, title: shape, referrer, language: shape, screen: shape, time_zone: shape }, `${USUAL} ${shape}`, address);
  await post({ type: 'identify', visitor, user: { name: shape, username: shape, email: shape, phone: shape, attributes: { [shape.slice(0, 60)]: shape } } }, USUAL, address);
  await post({ type: 'event', visitor, name: shape, value: 1 }, USUAL, address);
}

test('nothing a visitor says runs in the console', async () => {
  await Promise.all(SHAPES.map(comes));
  const ada = await stage.agent('Ada Lovelace');
  const real = await stage.visitor();
  await real.opens('/lamps');
  const shape = SHAPES[0]!;
  await real.page.evaluate((name) => {
    document.title = name;
    (window as unknown as { parlour: (...said: unknown[]) => void }).parlour('identify', { name: `Zoe ${name}` });
  }, shape);
  const who = `Zoe ${shape}`;
  await ada.searches('Zoe');
  await ada.row(who).waitFor();
  await ada.searches('');

  for (const status of ['Everyone', 'Bots aside']) {
    await ada.page.getByRole('button', { name: new RegExp(`^${status}`) }).click();
    await ada.page.keyboard.press('End');
  }
  await ada.page.getByRole('button', { name: /^Everyone/ }).click();
  await expect.poll(async () => (await ada.order()).length).toBeGreaterThan(10);
  for (const key of (await ada.order()).slice(0, 12)) {
    await ada.table.locator(`[data-key="${key}"]`).click();
    await ada.panel.getByRole('heading', { level: 2 }).waitFor();
    await ada.panel.getByText('This visit').waitFor();
  }

  await ada.turnsAway();
  await ada.goesTo('Map');
  const places = ada.page.getByRole('complementary', { name: 'Visitors in view' });
  await places.locator('.placerow').first().click();
  await ada.page.locator('.mappop').waitFor();

  await ada.goesTo("Who's On");
  await ada.searches('Zoe');
  await ada.invites(who, `${shape} #name# #page_title# #page_url# #referrer# #campaign#`.slice(0, 480));
  await real.card.waitFor();
  await real.replies(shape);
  await ada.goesTo('Chats');
  await ada.hears(shape);
  await ada.says(SHAPES[1]!);
  await real.hears(SHAPES[1]!);
  expect(ada.harm.done).toEqual([]);
  expect(real.harm.done).toEqual([]);
});

test('the alarm works: a script that does run is noticed', async () => {
  const ada = await stage.console();
  await ada.page.evaluate((canary) => (window as unknown as Record<string, (what: string) => void>)[canary]!('planted'), CANARY);
  await expect.poll(() => ada.harm.done).toEqual(['a script ran: planted']);
});
