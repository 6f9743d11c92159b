// The chat as a page of its own, for a link in an e-mail.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Stage } from '../stage';

let stage: Stage;
beforeAll(async () => void (stage = await Stage.open()));
afterAll(() => stage.close());

test('the hosted page is the chat, from the call to the end', async () => {
  const ada = await stage.agent('Ada Lovelace');
  const visitor = await stage.visitor();
  await visitor.page.goto(`${stage.house.url}/chat/${stage.shop.key}`);
  await visitor.fills({ name: 'Marta', question: 'Did you get my order?' });
  await visitor.window.getByRole('button', { name: 'Start chat' }).click();
  await ada.chats.accepts('Marta');
  await ada.chats.hears('Did you get my order?');
  await ada.chats.says('Marta', 'This morning.');
  await visitor.hears('This morning.');
  await visitor.page.reload();
  await visitor.hears('This morning.');
  expect(visitor.page.url()).toBe(`${stage.house.url}/chat/${stage.shop.key}`);
  expect(visitor.harm.done).toEqual([]);
});

test('a key that no site has is no page', async () => {
  const visitor = await stage.visitor();
  const answer = await visitor.page.goto(`${stage.house.url}/chat/nobody-has-this`);
  expect(answer?.status()).toBe(404);
});
