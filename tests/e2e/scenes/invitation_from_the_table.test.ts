// A visitor comes, is invited from the table, replies, and it is a chat: from the first page to the end.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Stage } from '../stage';

let stage: Stage;
beforeAll(async () => void (stage = await Stage.open()));
afterAll(() => stage.close());

test('a reply to an invitation is a chat with the agent who invited', async () => {
  const ada = await stage.agent('Ada Lovelace');
  const grace = await stage.agent('Grace Hopper');
  await ada.becomes('Away');

  const visitor = await stage.visitor();
  await visitor.opens('/lamps');
  const who = await ada.finds('Lamps');
  await ada.reads(who, 'Chrome');
  await ada.reads(who, '/lamps');

  await ada.invites(who, 'Good evening, #name|there#. You are looking at #page_title#.');
  await visitor.sees('Good evening, there. You are looking at Lamps.');
  await ada.reads(who, /Seen, 1:\d\d left/);

  await visitor.replies('Yes please. Are there two of them?');
  await ada.reads(who, 'In chat with you');
  await grace.reads(who, 'In chat with Ada');

  await ada.goesTo('Chats');
  await ada.hears('Yes please. Are there two of them?');
  await ada.says('There are two on the shelf.');
  await visitor.hears('There are two on the shelf.');
  await visitor.says('I will take both.');
  await ada.hears('I will take both.');

  await ada.endsTheChat();
  await visitor.window.getByText(/ended the chat\./).waitFor();
  await grace.reads(who, 'Here');
  expect([...ada.harm.done, ...visitor.harm.done]).toEqual([]);
});

test('what cannot be sent is said in the dialog', async () => {
  const ada = await stage.administrator();
  const visitor = await stage.visitor();
  await visitor.opens('/chairs');
  const who = await ada.finds('Chairs');
  await ada.row(who).hover();
  await ada.row(who).getByRole('button', { name: 'Invite' }).click();

  await ada.dialog.getByRole('textbox', { name: 'Message' }).fill('You look at #page_titel#.');
  const refusal = ada.dialog.getByRole('alert');
  await refusal.getByText('#page_titel# is not a variable.').waitFor();
  await refusal.getByRole('button', { name: '#page_title#' }).click();
  await ada.dialog.getByText('You look at Chairs.', { exact: true }).waitFor();
  await ada.dialog.getByRole('textbox', { name: 'Message' }).fill('x'.repeat(501));
  await refusal.getByText('1 character too long.').waitFor();
  expect(await ada.dialog.getByRole('button', { name: 'Send invitation' }).isEnabled()).toBe(false);
});

test('one visitor has one open invitation', async () => {
  const ada = await stage.administrator();
  const grace = await stage.agent('Grace Murray');
  const visitor = await stage.visitor();
  await visitor.opens('/tables');
  const who = await ada.finds('Tables');
  await grace.opens(who);
  await grace.panel.getByRole('button', { name: 'Invite to chat' }).click();

  await ada.invites(who, 'Good evening.');
  await visitor.sees('Good evening.');
  await grace.dialog.getByRole('textbox', { name: 'Message' }).fill('Hello.');
  await grace.dialog.getByRole('button', { name: 'Send invitation' }).click();
  await grace.dialog.getByRole('alert').getByText(/invited|invitation/i).waitFor();
  await ada.opens(who);
  await ada.panel.getByText('Seen', { exact: true }).waitFor();
  await visitor.card.getByRole('button', { name: 'No, thank you' }).click();
  await visitor.card.waitFor({ state: 'detached' });
  await ada.panel.getByText('Declined', { exact: true }).waitFor();
});
