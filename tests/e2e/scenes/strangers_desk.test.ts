// Dangerous words in the desk's own rooms: chats, offline messages, sites, templates, canned responses, and a chat on paper.
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Agent } from '../agent';
import { watchHarm } from '../harm';
import { SHAPES } from '../shapes';
import { Stage } from '../stage';

const MOST = 1_900;
const FEW = [0, 4, 8, 13, 25, 33, 39, 44].map((at) => SHAPES[at]!);

let stage: Stage;
let ada: Agent;
beforeAll(async () => {
  stage = await Stage.open();
  ada = await stage.administrator();
});
afterAll(() => stage.close());

/** All shapes, in as many messages as they need. */
const speeches = SHAPES.reduce<string[]>((all, shape) => {
  const last = all.at(-1) ?? '';
  return last && last.length + shape.length < MOST ? [...all.slice(0, -1), `${last}\n${shape}`] : [...all, shape];
}, []);

test('what administrators may be talked into writing stays text', async () => {
  for (const [at, shape] of FEW.entries()) {
    await ada.asks('POST', 'sites', { name: shape.slice(0, 60), origins: [`https://shop${at}.example`], time_zone: 'UTC' });
    await ada.asks('POST', 'templates', { name: shape.slice(0, 60), text: shape.replaceAll('#', '') });
    await ada.asks('POST', 'canned', { shortcut: `/s${at}`, title: shape.slice(0, 60), text: shape.replaceAll('#', ''), shared: true });
    await ada.asks('POST', 'departments', { name: shape.slice(0, 60), live_chat: true, sites: [], hours: null, groups: [{ name: shape.slice(0, 60), agents: [] }] });
  }
  for (const room of ['Sites', 'Templates', 'Canned responses', 'Departments', 'URL routing', 'Audit log'] as const) {
    await ada.goesTo(room);
    await ada.page.getByRole('heading', { level: 1, name: room }).waitFor();
    await expect.poll(() => ada.page.getByRole('main').innerText()).not.toBe('');
  }
  expect(ada.harm.done).toEqual([]);
});

test('what a visitor says in a chat stays text, also on paper', async () => {
  await ada.goesTo("Who's On");
  const visitor = await stage.visitor();
  await visitor.opens('/lamps');
  await visitor.calls({ name: SHAPES[0]!, question: speeches[0]! });
  await ada.page.getByRole('alert').getByRole('button', { name: /^Accept/ }).click();
  await visitor.isInChat();
  for (const speech of speeches) {
    await visitor.window.getByRole('textbox', { name: 'Message' }).fill(speech);
    await visitor.page.keyboard.press('Enter');
  }
  await ada.chats.log.getByText(SHAPES.at(-2)!).last().waitFor();
  await ada.page.getByRole('textbox', { name: /^Message to/ }).fill(speeches[0]!);
  await ada.page.keyboard.press('Enter');
  await visitor.hears(SHAPES[0]!);

  await ada.page.getByRole('button', { name: 'Transcript' }).first().click();
  const [saved] = await Promise.all([ada.page.waitForEvent('download'), ada.page.getByRole('menuitem', { name: 'Save as HTML' }).click()]);
  const reader = await stage.browser.newContext();
  const harm = await watchHarm(reader);
  const paper = await reader.newPage();
  const file = `${await saved.path()}.html`;
  await saved.saveAs(file);
  await paper.goto(pathToFileURL(file).href);
  expect(await paper.locator('body').innerText()).toContain(SHAPES[0]!);
  expect(await paper.locator('script, iframe, object, embed, form, [onerror], [onload]').count()).toBe(0);
  await reader.close();
  expect([...harm.done, ...ada.harm.done, ...visitor.harm.done]).toEqual([]);

  await ada.endsTheChat();
  await ada.page.getByRole('button', { name: 'Past chats' }).click();
  await ada.page.getByRole('region', { name: 'Past chats' }).getByRole('listitem').first().getByRole('button').click();
  await ada.page.getByRole('region', { name: 'The chat' }).getByText(SHAPES.at(-2)!).last().waitFor();
  expect(ada.harm.done).toEqual([]);
  await visitor.context.close();
});

test('what a visitor leaves while nobody is there stays text', async () => {
  await ada.becomes('Away');
  const visitor = await stage.visitor();
  await visitor.opens('/lamps');
  await visitor.opensChat();
  await visitor.window.getByText('Nobody is here just now.').waitFor();
  await visitor.fills({ name: SHAPES[1]!, email: 'x@home.example', question: speeches[0]! });
  await visitor.window.getByRole('button', { name: 'Send message' }).click();
  await visitor.window.getByText('Your message is with us.').waitFor();
  for (const room of ['Offline messages', 'E-mail', 'Audit log'] as const) {
    await ada.goesTo(room);
    await ada.page.getByRole('heading', { level: 1, name: room }).waitFor();
    if (room === 'Offline messages') await ada.page.getByRole('listitem').filter({ hasText: SHAPES[0]! }).first().waitFor();
  }
  expect([...ada.harm.done, ...visitor.harm.done]).toEqual([]);
});
