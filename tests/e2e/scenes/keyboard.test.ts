// The door, and a whole conversation without touching the mouse.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Stage } from '../stage';

let stage: Stage;
beforeAll(async () => void (stage = await Stage.open()));
afterAll(() => stage.close());

test('a wrong password is said in a sentence, and the right one opens', async () => {
  const somebody = await stage.console();
  const { email } = stage.house.opened.admin;
  await somebody.page.getByLabel('E-mail').fill(email);
  await somebody.page.getByLabel('Password').fill('not the password at all');
  await somebody.page.keyboard.press('Enter');
  await somebody.page.getByText(/e-mail and password do not belong together\.$/).waitFor();
  expect(await somebody.page.evaluate(() => document.cookie)).toBe('');
  await somebody.signsIn(stage.house.opened.admin);

  await somebody.page.reload();
  await somebody.page.getByRole('heading', { name: "Who's On" }).waitFor();
  await somebody.page.getByRole('button', { name: /Change status/ }).click();
  await somebody.page.getByRole('menuitem', { name: 'Sign out' }).click();
  await somebody.page.getByRole('heading', { name: 'Sign in' }).waitFor();
});

test('search, move, open, invite and chat by keyboard alone', async () => {
  const ada = await stage.console();
  const { keyboard } = ada.page;
  const { email, password } = await stage.house.agent('Ada Lovelace');
  await ada.page.getByLabel('E-mail').focus();
  await keyboard.type(email);
  await keyboard.press('Tab');
  await keyboard.type(password);
  await keyboard.press('Enter');
  await ada.page.getByRole('heading', { name: "Who's On" }).waitFor();

  const [other, visitor] = [await stage.visitor(), await stage.visitor()];
  await other.opens('/chairs');
  await visitor.opens('/lamps');
  await ada.row('Chairs').waitFor();
  const who = await ada.finds('Lamps');

  await keyboard.press('/');
  await keyboard.type('lamps');
  await ada.row('Chairs').waitFor({ state: 'detached' });
  await keyboard.press('Tab');
  await ada.page.evaluate(() => (document.activeElement as HTMLElement).blur());
  await keyboard.press('j');
  await expect.poll(() => ada.row(who).evaluate((row) => row === document.activeElement)).toBe(true);
  await keyboard.press('Enter');
  await ada.panel.getByRole('heading', { name: who }).waitFor();

  await keyboard.press('i');
  await expect.poll(() => ada.dialog.getByRole('textbox', { name: 'Message' }).evaluate((field) => field === document.activeElement)).toBe(true);
  await keyboard.press('Control+A');
  await keyboard.type('Good evening. May I help?');
  await ada.dialog.getByText('Good evening. May I help?', { exact: true }).waitFor();
  await keyboard.press('Control+Enter');
  await visitor.sees('Good evening. May I help?');
  await visitor.replies('Yes please.');

  await keyboard.press('g');
  await keyboard.press('c');
  await ada.hears('Yes please.');
  await expect.poll(() => ada.page.getByRole('textbox', { name: /^Message to / }).evaluate((field) => field === document.activeElement)).toBe(true);
  await keyboard.type('Which one do you like?');
  await keyboard.press('Enter');
  await visitor.hears('Which one do you like?');
});

test('the question mark lists the keys', async () => {
  const ada = await stage.administrator();
  await ada.page.keyboard.press('?');
  await ada.page.getByRole('dialog', { name: 'All keys' }).getByText('Invite the visitor').waitFor();
  await ada.page.keyboard.press('Escape');
  await ada.page.getByRole('dialog', { name: 'All keys' }).waitFor({ state: 'detached' });
});
