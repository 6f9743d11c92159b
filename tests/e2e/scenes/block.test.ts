// A blocked visitor: the chat closes at their end, there is no chat for the rest of the day, and an agent can lift it.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Agent } from '../agent';
import { Stage } from '../stage';

let stage: Stage;
let ada: Agent;
beforeAll(async () => {
  stage = await Stage.open();
  ada = await stage.administrator();
});
afterAll(() => stage.close());

test('blocked, kept out, and let in again', async () => {
  const troll = await stage.inChat(ada, 'Troll');
  await ada.chats.does('Block');
  const box = ada.chats.dialog('Block Troll');
  await box.getByLabel(/^Why/).fill('Insults.');
  await box.getByRole('button', { name: 'Block for today' }).click();
  await ada.page.getByText('Troll is blocked for the rest of the day.').first().waitFor();
  await troll.window.getByText('The chat is closed to you for the rest of today.').waitFor();
  expect(await troll.window.getByRole('textbox').count()).toBe(0);

  await troll.opens('/chairs');
  await troll.window.getByText('The chat is closed to you for the rest of today.').waitFor();
  expect(await troll.window.getByRole('button', { name: /Start chat|Send message/ }).count()).toBe(0);

  await ada.goesTo('Blocks');
  await ada.page.getByRole('row').filter({ hasText: 'Troll' }).getByRole('button', { name: 'Unblock Troll' }).click();
  await ada.isTold('Troll may chat again.');
  await troll.opens('/tables');
  await troll.fills({ name: 'Troll', question: 'I am sorry.' });
  await troll.window.getByRole('button', { name: 'Start chat' }).click();
  await ada.chats.accepts('Troll');
  await ada.chats.hears('I am sorry.');
  await troll.context.close();
});

test('it is over when the day is over', async () => {
  const troll = await stage.inChat(ada, 'Grumpy');
  await ada.chats.does('Block');
  await ada.chats.dialog('Block Grumpy').getByRole('button', { name: 'Block for today' }).click();
  await troll.window.getByText('The chat is closed to you for the rest of today.').waitFor();
  await stage.house.advance(24 * 3_600_000);
  await troll.opens('/lamps');
  await troll.window.getByRole('button', { name: /Start chat|Send message/ }).waitFor();
  await troll.context.close();
});
