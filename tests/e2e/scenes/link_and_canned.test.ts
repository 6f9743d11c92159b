// What is put into a chat beside words: links, pictures, files, and what is kept ready.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Agent } from '../agent';
import { Stage } from '../stage';
import type { Visitor } from '../visitor';

let stage: Stage;
let ada: Agent;
let marta: Visitor;
beforeAll(async () => {
  stage = await Stage.open();
  ada = await stage.administrator();
  marta = await stage.inChat(ada, 'Marta');
});
afterAll(() => stage.close());

test('a relative link is a page of the site, and the visitor’s click opens it in a new tab', async () => {
  await ada.chats.pushes('Marta', 'order.html');
  const card = marta.window.getByRole('link', { name: /order\.html/ });
  await card.waitFor();
  expect(await card.getAttribute('href')).toBe(`${stage.shop.origin}/order.html`);
  const [opened] = await Promise.all([marta.context.waitForEvent('page'), card.click()]);
  await opened.waitForLoadState();
  expect(await opened.title()).toBe('Your order');
  expect(await opened.evaluate(() => window.opener === null)).toBe(true);
  await opened.close();
});

test('what is no web address is not sent', async () => {
  await ada.chats.does('Send link');
  const box = ada.chats.dialog('Send a link to Marta');
  await box.getByLabel('Address').fill('javascript:alert(1)');
  await box.getByText('Only web addresses can be sent: http or https.').waitFor();
  expect(await box.getByRole('button', { name: 'Send link' }).isEnabled()).toBe(false);
  await box.getByRole('button', { name: 'Cancel' }).click();
});

test('a URL that is typed can be pushed as a link, before or after', async () => {
  await ada.chats.composer('Marta').fill(`Have a look: ${stage.shop.origin}/chairs`);
  await ada.page.getByRole('button', { name: 'Push as link' }).click();
  await marta.window.locator('a.card[href$="/chairs"]').waitFor();
  await ada.chats.composer('Marta').fill('');

  await ada.chats.composer('Marta').fill(`Or this: ${stage.shop.origin}/tables`);
  await ada.chats.composer('Marta').press('Enter');
  await marta.hears('Or this:');
  await ada.chats.log.getByRole('button', { name: 'Push as link' }).last().click();
  await marta.window.locator('a.card[href$="/tables"]').waitFor();
});

test('a picture’s address shows the picture', async () => {
  await ada.chats.pushes('Marta', '/lamp.png');
  const picture = marta.window.locator('img[src$="/lamp.png"]');
  await picture.waitFor();
  await expect.poll(() => picture.evaluate((img) => (img as HTMLImageElement).naturalWidth)).toBe(1);
});

test('a file goes either way, and what is one’s own last word can be bettered', async () => {
  await marta.window.locator('input[type="file"]').setInputFiles({ name: 'room.txt', mimeType: 'text/plain', buffer: Buffer.from('3 × 4 metres') });
  await ada.chats.log.getByRole('link', { name: /room\.txt/ }).waitFor();
  await ada.page.locator('.composer input[type="file"]').setInputFiles({ name: 'plan.txt', mimeType: 'text/plain', buffer: Buffer.from('a plan') });
  const card = marta.window.getByRole('link', { name: /plan\.txt/ });
  await card.waitFor();
  const answer = await marta.page.request.get((await card.getAttribute('href')) ?? '');
  expect(answer.headers()['content-disposition']).toMatch(/^attachment/);
  expect(answer.headers()['content-security-policy']).toContain('sandbox');
  expect(await answer.text()).toBe('a plan');

  await ada.chats.says('Marta', 'It costs 90.');
  await expect.poll(async () => {
    await ada.chats.composer('Marta').press('ArrowUp');
    return ada.page.getByText('Editing your last message.').isVisible();
  }).toBe(true);
  await ada.chats.composer('Marta').fill('It costs 80.');
  await ada.chats.composer('Marta').press('Enter');
  await marta.hears('It costs 80.');
  expect(await marta.window.getByText('It costs 90.').count()).toBe(0);
  await ada.chats.log.getByRole('button', { name: 'Delete' }).last().click();
  await marta.window.getByText('This message was deleted.').waitFor();
});

test('what is kept ready is sent by its short-cut and Enter, with the names filled in', async () => {
  await ada.chats.composer('Marta').fill('Good day %VISITOR%, this is %OPERATOR%.');
  await ada.page.getByRole('button', { name: 'Canned responses' }).first().click();
  await ada.page.getByRole('button', { name: 'Add current text' }).click();
  const box = ada.chats.dialog('Keep as a canned response');
  await box.getByLabel('Short-cut').fill('/greet');
  await box.getByLabel('Title').fill('Greeting');
  await box.getByRole('button', { name: 'Keep' }).click();
  await ada.isTold('Kept. Type /greet and press Enter to send it.');

  await ada.chats.composer('Marta').fill('/greet');
  await ada.chats.composer('Marta').press('Enter');
  await marta.hears('Good day Marta, this is ');
  expect(await marta.window.getByText(/%|\/greet/).count()).toBe(0);
});

test('the menu finds them by any word, and shows what this visitor will read', async () => {
  await ada.asks('POST', 'canned', { shortcut: '/by-post', title: 'Shipping', text: 'We deliver within three days, %VISITOR%.', shared: true });
  await ada.chats.composer('Marta').fill('');
  await ada.page.getByRole('button', { name: 'Canned responses' }).first().click();
  const search = ada.page.getByRole('combobox', { name: 'Search canned responses' });
  await search.fill('three days');
  await ada.page.getByText('We deliver within three days, Marta.').waitFor();
  await search.press('Enter');
  await marta.hears('We deliver within three days, Marta.');

  await ada.chats.composer('Marta').fill('/nothing');
  await ada.chats.composer('Marta').press('Enter');
  await ada.page.getByText('There is no command /nothing.').waitFor();
});

/** Turns one of the shop's switches on, on the screen. */
async function switchesOn(words: RegExp): Promise<void> {
  await ada.goesTo('Sites');
  await ada.page.getByRole('list', { name: 'Sites' }).getByRole('button').filter({ hasText: stage.shop.origin }).click();
  await ada.page.getByRole('checkbox', { name: words }).check();
  await ada.page.getByRole('button', { name: 'Save', exact: true }).click();
  await ada.page.getByText('Saved', { exact: true }).waitFor();
  await ada.goesTo('Chats');
  await ada.chats.composer('Marta').waitFor();
}

test('what a visitor types is shown before it is sent, where the site says so, and the visitor is told', async () => {
  expect(await marta.window.getByText('The agent sees what you type.').isVisible()).toBe(false);
  await switchesOn(/^Operators see what a visitor types/);
  await marta.opens('/chairs');
  await marta.window.getByText('The agent sees what you type.').waitFor();
  await marta.window.getByRole('textbox', { name: 'Message' }).pressSequentially('I might take tw');
  await ada.page.getByText('I might take tw', { exact: true }).waitFor();
  await ada.page.getByText('Marta writes', { exact: true }).waitFor();
  expect(await ada.chats.log.getByText('I might take tw').count()).toBe(0);
  await marta.window.getByRole('textbox', { name: 'Message' }).pressSequentially('o.');
  await marta.window.getByRole('textbox', { name: 'Message' }).press('Enter');
  await ada.chats.hears('I might take two.');
  await ada.page.getByText('Marta writes', { exact: true }).waitFor({ state: 'detached' });
});

test('a pushed link opens in the visitor’s own tab, where the site says so, unless they would rather stay', async () => {
  await switchesOn(/^A pushed link opens in the visitor’s own tab/);
  await ada.chats.pushes('Marta', '/tables');
  await marta.window.getByText('This page opens here in a moment').waitFor();
  await marta.window.getByRole('button', { name: 'Stay here' }).click();
  await marta.window.getByText('This page opens here in a moment').waitFor({ state: 'hidden' });
  expect(new URL(marta.page.url()).pathname).toBe('/chairs');

  await ada.chats.pushes('Marta', 'order.html');
  await marta.page.waitForURL(`${stage.shop.origin}/order.html`);
  await marta.isInChat();
  await marta.says('I am there.');
  await ada.chats.hears('I am there.');
});
