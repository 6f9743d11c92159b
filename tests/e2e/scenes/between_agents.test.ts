// Agents among themselves: a direct chat, beside the visitors' ones; no visitor ever reads it.
import { expect } from 'vitest';
import { scene } from '../stage';

scene('two agents talk; the tab counts what is not read, and the words are there after a reload', async ({ ada, ben }) => {
  await ada.goesTo('Chats');
  await ada.page.getByRole('button', { name: 'Colleagues' }).click();
  const colleagues = ada.page.getByRole('complementary', { name: 'Colleagues' });
  await colleagues.getByRole('button', { name: /Ben Nevis.*Online/ }).click();
  const toBen = ada.page.getByRole('textbox', { name: 'Message to Ben Nevis' });
  await toBen.fill('Can you take Marta?');
  await toBen.press('Enter');
  await ada.page.getByRole('log', { name: 'Words with Ben Nevis' }).getByText('Can you take Marta?').waitFor();

  await ben.page.getByRole('link', { name: /Chats.*1 waiting/ }).waitFor();
  await ben.goesTo('Chats');
  await ben.page.locator('.tab').filter({ hasText: 'Ada Lovelace' }).getByText('1 unread').waitFor();
  await ben.page.locator('.tab').filter({ hasText: 'Ada Lovelace' }).locator('.tab__name').click();
  await ben.page.getByText('Can you take Marta?').last().waitFor();
  const toAda = ben.page.getByRole('textbox', { name: 'Message to Ada Lovelace' });
  await toAda.fill('In five minutes.');
  await toAda.press('Enter');
  await ada.page.getByRole('log', { name: 'Words with Ben Nevis' }).getByText('In five minutes.').waitFor();
  await ada.page.reload();
  await ada.page.getByRole('log', { name: 'Words with Ben Nevis' }).getByText('In five minutes.').waitFor();
  expect([...ada.harm.done, ...ben.harm.done]).toEqual([]);
});
