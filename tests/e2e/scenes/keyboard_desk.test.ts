// Call, accept, answer, hand over, leave, link, canned response, finish, block: nobody touches the mouse.
import { expect } from 'vitest';
import type { Agent } from '../agent';
import { tabsTo } from '../keys';
import { scene } from '../stage';
import type { Stage } from '../stage';
import type { Visitor } from '../visitor';

/** What is kept ready, for the last of these scenes. */
const prepared = scene.extend('kept', { scope: 'file', auto: true }, ({ ada }) =>
  ada.asks('POST', 'canned', { shortcut: '/by-post', title: 'Shipping', text: 'Three days, %VISITOR%.', shared: false }));

async function callsByKeyboard(stage: Stage, name: string): Promise<Visitor> {
  const visitor = await stage.visitor();
  await visitor.opens('/lamps');
  await visitor.page.getByRole('button', { name: /^Chat with us/ }).waitFor();
  await tabsTo(visitor.page, /^Chat with us/);
  await visitor.page.keyboard.press('Enter');
  await visitor.window.getByLabel('Your name').waitFor();
  await tabsTo(visitor.page, /^Your name/);
  await visitor.page.keyboard.type(name);
  await tabsTo(visitor.page, /^Your question/);
  await visitor.page.keyboard.type('Is it there?');
  await tabsTo(visitor.page, /^Start chat/);
  await visitor.page.keyboard.press('Enter');
  return visitor;
}

/** Accepts what asks first; the composer has the focus then. */
async function accepts(agent: Agent, name: string): Promise<void> {
  await agent.chats.rings(name);
  await agent.page.evaluate(() => (document.activeElement as HTMLElement).blur());
  await agent.page.keyboard.press('a');
  await expect.poll(() => agent.chats.composer(name).evaluate((field) => field === document.activeElement).catch(() => false)).toBe(true);
}

/** Out of the composer, so that single letters are keys again. */
async function presses(agent: Agent, key: string): Promise<void> {
  await agent.page.keyboard.press('Tab');
  await agent.page.keyboard.press(key);
}

async function commands(agent: Agent, words: string): Promise<void> {
  await agent.page.keyboard.press('Control+k');
  await agent.page.getByRole('combobox', { name: 'What to do' }).waitFor();
  await agent.page.keyboard.type(words);
  await agent.page.getByRole('option', { name: new RegExp(words, 'i') }).first().waitFor();
  await agent.page.keyboard.press('Enter');
}

prepared('a whole conversation between three people', async ({ stage, ada, ben }) => {
  const marta = await callsByKeyboard(stage, 'Marta');
  await accepts(ada, 'Marta');
  await ada.page.keyboard.type('It is.');
  await ada.page.keyboard.press('Enter');
  await marta.hears('It is.');
  await marta.isInChat();
  await expect.poll(() => marta.window.getByRole('textbox', { name: 'Message' }).evaluate((field) => field === (field.getRootNode() as ShadowRoot).activeElement)).toBe(true);
  await marta.page.keyboard.type('Good.');
  await marta.page.keyboard.press('Enter');
  await ada.chats.hears('Good.');

  await ada.page.keyboard.type('/t ben');
  await ada.page.getByRole('option', { name: /Ben Nevis/ }).waitFor();
  await ada.page.keyboard.press('Enter');
  await accepts(ben, 'Marta');
  await presses(ben, 't');
  await expect.poll(() => ben.chats.dialog(/^Transfer/).getByRole('radio', { name: /Ada Lovelace/ }).evaluate((radio) => radio === document.activeElement).catch(() => false)).toBe(true);
  await ben.page.keyboard.press('Enter');
  await accepts(ada, 'Marta');

  await presses(ada, 'l');
  await accepts(ben, 'Marta');
  await commands(ben, 'Send link');
  await ben.chats.dialog(/^Send a link/).waitFor();
  await ben.page.keyboard.type('order.html');
  await ben.page.keyboard.press('Enter');
  await marta.window.locator('a.card[href$="/order.html"]').waitFor();
  await tabsTo(marta.page, /order\.html/);
  const [opened] = await Promise.all([marta.context.waitForEvent('page'), marta.page.keyboard.press('Enter')]);
  await opened.close();
  await marta.context.close();
});

prepared('canned by menu, finish, block', async ({ stage, ada }) => {
  const nora = await callsByKeyboard(stage, 'Nora');
  await accepts(ada, 'Nora');
  await ada.page.keyboard.type('/by-post');
  await ada.page.keyboard.press('Enter');
  await nora.hears('Three days, Nora.');
  await presses(ada, 'c');
  await ada.page.getByRole('combobox', { name: 'Search canned responses' }).waitFor();
  await ada.page.keyboard.type('three');
  await ada.page.getByRole('option', { name: /by-post/ }).waitFor();
  await ada.page.keyboard.press('Enter');
  await expect.poll(() => nora.window.getByRole('log').locator('li').filter({ hasText: 'Three days, Nora.' }).count()).toBe(2);
  await presses(ada, 'x');
  await ada.page.getByRole('button', { name: 'End now' }).waitFor();
  await tabsTo(ada.page, /^End now/);
  await ada.page.keyboard.press('Enter');
  await nora.window.getByText('Ada Lovelace ended the chat.').waitFor();
  await nora.context.close();

  const troll = await callsByKeyboard(stage, 'Troll');
  await accepts(ada, 'Troll');
  await commands(ada, 'Block: this chat');
  await ada.chats.dialog('Block Troll').waitFor();
  await ada.page.keyboard.press('Enter');
  await troll.window.getByText('The chat is closed to you for the rest of today.').waitFor();
  await troll.context.close();
});
