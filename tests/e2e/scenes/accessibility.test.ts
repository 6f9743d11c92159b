// WCAG 2.2 AA as far as axe can judge it: every room of the console and every state of the widget, light and dark.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Agent } from '../agent';
import { faults } from '../axe';
import { Stage } from '../stage';

let stage: Stage;
beforeAll(async () => void (stage = await Stage.open()));
afterAll(() => stage.close());

async function isSound(page: Page, what: string, within?: string): Promise<void> {
  expect.soft(await faults(page, within), what).toEqual([]);
}

async function looksAtRooms(ada: Agent): Promise<void> {
  for (const room of ['Sites', 'Templates', 'Chats', 'Map'] as const) {
    await ada.goesTo(room);
    await ada.page.getByRole('heading', { level: 1 }).waitFor();
    if (room === 'Map') await ada.page.locator('.map__draw[data-ready]').waitFor({ timeout: 60_000 });
    await isSound(ada.page, room);
  }
  await ada.goesTo("Who's On");
}

test.each(['light', 'dark'] as const)('every room and every state of the widget, %s', async (colorScheme) => {
  // What fades in is judged when it is there.
  const look = { colorScheme, reducedMotion: 'reduce' } as const;
  const door = await stage.console(look);
  await isSound(door.page, 'the door');
  const ada = await stage.agent(`Ada ${colorScheme}`, look);
  const visitor = await stage.visitor(look);
  await visitor.opens(`/${colorScheme}`);
  const who = await ada.finds(`/${colorScheme}`);
  await isSound(ada.page, "Who's On");
  await ada.opens(who);
  await ada.panel.getByText('This visit').waitFor();
  await isSound(ada.page, 'the panel');
  await ada.page.keyboard.press('Escape');
  await looksAtRooms(ada);

  await ada.row(who).hover();
  await ada.row(who).getByRole('button', { name: 'Invite' }).click();
  await ada.dialog.getByRole('textbox', { name: 'Message' }).fill('Good evening, #name|there#. #nothing#');
  await ada.dialog.getByRole('alert').getByText('is not a variable').waitFor();
  await isSound(ada.page, 'the invitation dialog');
  await ada.writesInvitation('Good evening.');
  await visitor.sees('Good evening.');
  await visitor.card.getByText(/^\d:\d\d$/).waitFor();
  await isSound(visitor.page, 'the card', '#parlour-invitation');

  await visitor.replies('Good evening.');
  await isSound(visitor.page, 'the chat window', '#parlour-chat');
  await ada.goesTo('Chats');
  await ada.says('May I help?');
  await isSound(ada.page, 'a chat');
  await visitor.hears('May I help?');
  await visitor.window.getByRole('button', { name: 'Minimise' }).click();
  await isSound(visitor.page, 'the launcher', '#parlour-chat');
  await ada.endsTheChat();
  await isSound(ada.page, 'an ended chat');
  await visitor.context.close();
  await ada.page.context().close();
});

test('the alarm works: a picture without words is noticed', async () => {
  const door = await stage.console();
  await door.page.getByRole('main').waitFor();
  await door.page.evaluate(() => document.querySelector('main')?.append(new Image()));
  expect((await faults(door.page)).join()).toContain('image-alt');
});
