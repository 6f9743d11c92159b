// A chat changes hands: by the list, by command; declined, or not answered, it stays. The visitor notices nothing.
import { expect } from 'vitest';
import { scene } from '../stage';

scene('by the list, with a note', async ({ stage, ada, ben }) => {
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

scene('by command: /t ben here, /a there', async ({ stage, ada, ben }) => {
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

scene('declined, or not answered in 30 seconds, it stays where it was', async ({ stage, ada, ben }) => {
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

scene('to a group: whoever of it is there may accept', async ({ stage, ada, ben }) => {
  const boss = await stage.administrator();
  const { agents } = await boss.asks<{ agents: { id: string; name: string }[] }>('GET', 'agents');
  const evening = { name: 'Evening', agents: agents.filter(({ name }) => name === 'Ben Nevis').map(({ id }) => id) };
  await boss.asks('POST', 'departments', { name: 'Lighting', live_chat: true, sites: [], hours: null, groups: [evening, { name: 'Weekend', agents: [] }] });
  await boss.page.context().close();

  const rosa = await stage.inChat(ada, 'Rosa');
  await ada.chats.says('Rosa', 'The evening people know.');
  await rosa.hears('The evening people know.');
  const before = await rosa.looksAt();
  await ada.chats.does('Transfer');
  const box = ada.chats.dialog('Transfer Rosa');
  expect(await box.getByRole('radio', { name: /^(Lighting: )?Weekend/ }).isDisabled()).toBe(true);
  await box.getByRole('button', { name: 'Close' }).click();
  await ada.chats.offers('Transfer', '^(Lighting: )?Evening');
  await ben.page.getByRole('alert').filter({ hasText: 'Ada Lovelace offers you the chat with Rosa' }).getByRole('button', { name: 'Accept Rosa' }).click();
  await ben.chats.hears('This is Rosa.');
  await ada.isTold('Ben Nevis has the chat with Rosa now.');
  expect(await rosa.looksAt()).toBe(before);
  await rosa.context.close();
});
