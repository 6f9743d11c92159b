// A chat changes hands: by the list, by command; declined, or not answered, it stays. The visitor notices nothing.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Agent } from '../agent';
import { Stage } from '../stage';

let stage: Stage;
let ada: Agent;
let ben: Agent;
beforeAll(async () => {
  stage = await Stage.open();
  [ada, ben] = [await stage.agent('Ada Lovelace'), await stage.agent('Ben Nevis')];
});
afterAll(() => stage.close());

test('by the list, with a note', async () => {
  const marta = await stage.inChat(ada, 'Marta');
  await ada.chats.says('Marta', 'One moment.');
  await marta.hears('One moment.');
  const before = await marta.looksAt();

  await ada.chats.offers('Transfer', 'Ben Nevis', 'She wants the brass lamp.');
  await ada.page.getByText('Offered to Ben Nevis').waitFor();
  const note = ben.page.getByRole('alert').filter({ hasText: 'Ada Lovelace offers you the chat with Marta' });
  await note.getByText('She wants the brass lamp.').waitFor();
  await note.getByRole('button', { name: 'Accept Marta' }).click();

  await ben.chats.hears('One moment.');
  await ada.isTold('Ben Nevis has the chat with Marta now.');
  expect(await marta.looksAt()).toBe(before);
  await ben.chats.says('Marta', 'Which size?');
  await marta.hears('Which size?');
  await marta.says('The small one.');
  await ben.chats.hears('The small one.');
  expect(await ada.chats.composer('Marta').count()).toBe(0);
  await ben.endsTheChat();
  await marta.context.close();
});

test('by command: /t ben here, /a there', async () => {
  await ben.goesTo("Who's On");
  const nora = await stage.inChat(ada, 'Nora');
  await ada.chats.says('Nora', 'Let me ask.');
  await nora.hears('Let me ask.');
  const before = await nora.looksAt();
  const other = await stage.inChat(ben, 'Otto');

  await ada.chats.composer('Nora').fill('/t ben');
  await ada.page.getByRole('listbox', { name: 'Transfer to' }).getByRole('option', { name: /Ben Nevis/ }).waitFor();
  await ada.chats.composer('Nora').press('Enter');
  await ben.chats.rings('Nora');
  await ben.chats.composer('Otto').fill('/a');
  await ben.chats.composer('Otto').press('Enter');
  await ben.chats.hears('This is Nora.');
  await ben.chats.composer('Nora').waitFor();
  expect(await nora.looksAt()).toBe(before);
  await ben.endsTheChat();
  await nora.context.close();
  await other.context.close();
});

test('declined, or not answered in 30 seconds, it stays where it was', async () => {
  await ben.goesTo("Who's On");
  const pia = await stage.inChat(ada, 'Pia');
  await ada.chats.says('Pia', 'Let me see.');
  await pia.hears('Let me see.');
  const before = await pia.looksAt();
  await ada.chats.offers('Transfer', 'Ben Nevis');
  await ben.chats.declines('Pia');
  await ada.isTold('Ben Nevis declined. The chat with Pia stays with you.');

  await ada.chats.offers('Transfer', 'Ben Nevis');
  await ben.chats.rings('Pia');
  await stage.house.advance(31_000);
  await ada.isTold('Ben Nevis did not answer. The chat with Pia stays with you.');
  await ben.chats.isQuiet('Pia');
  expect(await pia.looksAt()).toBe(before);
  await ada.chats.says('Pia', 'I am still here.');
  await pia.hears('I am still here.');
  await pia.context.close();
});
