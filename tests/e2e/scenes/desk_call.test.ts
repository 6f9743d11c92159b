// A visitor calls: it rings at everybody who may take it, and stops everywhere as soon as somebody has it.
import { expect } from 'vitest';
import { scene } from '../stage';

scene('it rings at both, Ada accepts from the pop-up, and Ben is told who has it', async ({ stage, ada, ben }) => {
  const marta = await stage.visitor();
  await marta.opens('/lamps');
  await marta.calls({ name: 'Marta', email: 'marta@studio.example', question: 'Is the brass lamp in stock?' });

  for (const agent of [ada, ben]) {
    const note = agent.page.getByRole('alert').filter({ hasText: 'Marta' });
    await note.getByText('Is the brass lamp in stock?').waitFor();
    await expect.poll(() => agent.page.title()).toMatch(/^\(1\) /);
    await agent.page.getByRole('link', { name: /Chats.*1 waiting/ }).waitFor();
    await agent.reads('Marta', 'Ringing');
  }
  await ben.goesTo('Chats');
  const tab = ben.page.getByRole('group', { name: 'Asking' }).locator('.tab').filter({ hasText: 'Marta' });
  await tab.getByRole('button', { name: 'Accept' }).waitFor();
  expect(await ben.page.getByRole('textbox', { name: /^Message to / }).count()).toBe(0);

  await ada.page.getByRole('alert').getByRole('button', { name: 'Accept Marta' }).click();
  await tab.waitFor({ state: 'detached' });
  await ben.isTold('Ada Lovelace has the chat with Marta.');
  await expect.poll(() => ben.page.title()).not.toMatch(/^\(/);

  await ada.chats.hears('Is the brass lamp in stock?');
  await ada.panel.getByRole('heading', { name: 'Marta' }).waitFor();
  await ada.panel.getByText('marta@studio.example').first().waitFor();
  await ada.panel.getByText('This visit').waitFor();
  await marta.isInChat();
  await ada.chats.says('Marta', 'It is, in two sizes.');
  await marta.hears('It is, in two sizes.');
  await marta.says('The small one, please.');
  await ada.chats.hears('The small one, please.');
  await ben.goesTo("Who's On");
  await ben.reads('Marta', 'In chat with Ada');

  await ada.page.locator('.tab').filter({ hasText: 'Marta' }).getByRole('button', { name: 'End chat with Marta' }).click();
  await ada.page.locator('.toast').getByRole('button', { name: 'Undo' }).click();
  await ada.chats.composer('Marta').waitFor();
  await ada.endsTheChat();
  await marta.window.getByText('Ada Lovelace ended the chat.').waitFor();
  await marta.window.locator('label.star').last().click();
  expect(await marta.window.getByRole('radio', { name: '5 of 5' }).isChecked()).toBe(true);
  await marta.window.getByLabel('A word about it').fill('Quick and kind.');
  await marta.window.getByRole('button', { name: 'Send rating' }).click();
  await marta.window.getByText('Thank you for your rating.').waitFor();
  await ada.panel.getByText('Quick and kind.').waitFor();
  await ada.panel.getByRole('textbox', { name: 'Add a tag' }).fill('lamps');
  await ada.panel.getByRole('textbox', { name: 'Add a tag' }).press('Enter');
  await ada.panel.getByRole('textbox', { name: 'Note for colleagues' }).fill('Takes the small one.');
  await ada.panel.getByRole('textbox', { name: 'Note for colleagues' }).blur();
  await ada.panel.getByText('Saved', { exact: true }).waitFor();
  await marta.context.close();
});

scene('a row’s menu starts the chat, and earlier chats stand beside the next one', async ({ stage, ada }) => {
  const visitor = await stage.visitor();
  await visitor.opens('/chairs');
  await visitor.calls({ name: 'Nora', question: 'First question' });
  await ada.goesTo("Who's On");
  await ada.row('Nora').click({ button: 'right' });
  await ada.page.getByRole('menu', { name: 'What to do with Nora' }).getByRole('menuitem', { name: 'Start chatting' }).click();
  await ada.chats.hears('First question');
  await ada.chats.says('Nora', 'First answer');
  await ada.endsTheChat();
  await visitor.window.getByRole('button', { name: 'New chat' }).click();
  await visitor.window.getByLabel('Your question').fill('Second question');
  await visitor.window.getByRole('button', { name: 'Start chat' }).click();
  await ada.chats.accepts('Nora');
  await ada.chats.hears('Second question');
  const history = ada.panel.getByRole('region').or(ada.panel.locator('section')).filter({ hasText: 'Chat history' });
  await history.getByRole('button').filter({ hasText: 'First answer' }).click();
  await ada.page.getByRole('region', { name: 'The chat' }).getByText('First question').waitFor();
  await visitor.context.close();
});

scene('who declines is left alone, and when all have declined the visitor may leave a message', async ({ stage, ada, ben }) => {
  await ada.goesTo("Who's On");
  await ben.goesTo('Chats');
  const visitor = await stage.visitor();
  await visitor.opens('/tables');
  await visitor.calls({ name: 'Olaf', email: 'olaf@home.example', question: 'Do you deliver to Oslo?' });
  await ada.chats.rings('Olaf');
  await ben.chats.declines('Olaf');
  expect(await ada.chats.asks('Olaf').count()).toBe(1);
  await visitor.window.getByText('We are calling somebody.').waitFor();
  await ada.chats.declines('Olaf');

  await visitor.window.getByText('Nobody could come this time.').waitFor();
  expect(await visitor.window.getByLabel('Message').filter({ visible: true }).inputValue()).toBe('Do you deliver to Oslo?');
  await visitor.window.getByRole('button', { name: 'Send message' }).click();
  await visitor.window.getByText('Your message is with us. We will write to olaf@home.example.').waitFor();
  await ada.goesTo('Offline messages');
  await ada.page.getByRole('list', { name: 'Offline messages' }).getByText('Do you deliver to Oslo?').waitFor();
  await visitor.context.close();
});

scene('a call that nobody takes within a minute is missed', async ({ stage, ada, ben }) => {
  const visitor = await stage.visitor();
  await visitor.opens('/late');
  await visitor.calls({ name: 'Petra', question: 'Anybody?' });
  await ada.chats.rings('Petra');
  await stage.house.advance(61_000);
  await visitor.window.getByText('Nobody could come this time.').waitFor();
  for (const agent of [ada, ben]) await agent.chats.isQuiet('Petra');
  await visitor.context.close();
});
