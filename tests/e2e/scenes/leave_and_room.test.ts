// An agent leaves and another takes over; a colleague comes into the room. What the visitor sees of it.
import type { Locator } from 'playwright-core';
import { expect } from 'vitest';
import { scene } from '../stage';

scene('who leaves puts the visitor back into the queue, unnoticed', async ({ stage, ada, ben }) => {
  const marta = await stage.inChat(ada, 'Marta');
  await ben.chats.isQuiet('Marta');
  await ada.chats.says('Marta', 'Let me look.');
  await marta.hears('Let me look.');
  const before = await marta.looksAt();

  await ada.chats.does('Leave');
  await ada.isTold('You left the chat with Marta.');
  await ben.chats.rings('Marta');
  expect(await ada.chats.asks('Marta').count()).toBe(0);
  expect(await marta.looksAt()).toBe(before);
  await ben.chats.accepts('Marta');
  await ben.chats.hears('Let me look.');
  expect(await marta.looksAt()).toBe(before);
  await ben.chats.says('Marta', 'Found it.');
  await marta.hears('Found it.');
  await ben.endsTheChat();
  await marta.context.close();
});

scene('a console that is closed does the same after a minute', async ({ stage, ben }) => {
  const grace = await stage.agent('Grace Hopper');
  const nora = await stage.inChat(grace, 'Nora');
  await ben.goesTo("Who's On");
  await grace.chats.says('Nora', 'A moment.');
  await nora.hears('A moment.');
  const before = await nora.looksAt();
  await grace.page.context().close();
  // The minute begins when the service has noticed.
  const isHere = async () => (await ben.asks<{ agents: { name: string; here: boolean }[] }>('GET', 'agents/present')).agents.find(({ name }) => name === 'Grace Hopper')?.here;
  await expect.poll(isHere).toBe(false);
  await stage.house.advance(61_000);
  await ben.chats.rings('Nora');
  expect(await nora.looksAt()).toBe(before);
  await ben.chats.accepts('Nora');
  await ben.chats.hears('This is Nora.');
  await ben.endsTheChat();
  await nora.context.close();
});

scene('a colleague comes into the room: both speak, and a whisper stays among agents', async ({ stage, ada, ben }) => {
  await ben.goesTo("Who's On");
  const pia = await stage.inChat(ada, 'Pia');
  await ada.chats.offers('Bring in', 'Ben Nevis');
  await ben.page.getByRole('alert').filter({ hasText: 'Ada Lovelace asks you into the chat with Pia' }).getByRole('button', { name: 'Accept Pia' }).click();
  await ben.chats.hears('This is Pia.');
  await ada.page.getByText('with Ben Nevis').waitFor();
  await ben.chats.says('Pia', 'Ben here: the oak one is lighter.');
  await pia.hears('Ben here: the oak one is lighter.');
  await pia.window.getByText('Ben Nevis', { exact: true }).waitFor();
  await ada.chats.hears('Ben here: the oak one is lighter.');

  await ada.chats.whispers('Give her ten per cent.');
  await ben.chats.hears('Give her ten per cent.');
  await ada.chats.says('Pia', 'We can offer ten per cent.');
  await pia.hears('We can offer ten per cent.');
  expect(await pia.page.getByText('Give her').count()).toBe(0);
  const kept = await pia.page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));
  expect(kept).not.toContain('Give her');

  const [adas, bens] = [ada, ben].map(({ page }) => page.getByRole('region', { name: 'About this chat' })) as [Locator, Locator];
  await bens.getByRole('textbox', { name: 'Add a tag' }).fill('oak');
  await bens.getByRole('textbox', { name: 'Add a tag' }).press('Enter');
  await adas.getByText('oak', { exact: true }).waitFor();
  await adas.getByRole('textbox', { name: 'Note for colleagues' }).fill('Ten per cent.');
  await adas.getByRole('textbox', { name: 'Add a tag' }).focus();
  await expect.poll(() => bens.getByRole('textbox', { name: 'Note for colleagues' }).inputValue()).toBe('Ten per cent.');

  await ben.chats.does('Leave');
  await ben.isTold('You left the chat with Pia.');
  await ada.chats.says('Pia', 'Just us again.');
  await pia.hears('Just us again.');
  await pia.context.close();
});

scene('what was begun is there after a reload, a whisper as a whisper, and nothing of it after signing out', async ({ stage, ada, ben }) => {
  await ada.goesTo("Who's On");
  const quin = await stage.inChat(ben, 'Quin');
  const rosa = await stage.inChat(ben, 'Rosa');
  await ben.page.getByRole('button', { name: 'Whisper', exact: true }).first().click();
  await ben.page.getByRole('textbox', { name: /^Whisper/ }).fill('She bargains');
  await ben.chats.opens('Quin');
  await ben.chats.composer('Quin').fill('One moment, I');
  await ben.page.reload();
  await expect.poll(() => ben.chats.composer('Quin').inputValue()).toBe('One moment, I');
  await ben.chats.tab('Rosa').getByText('draft').waitFor();
  await ben.chats.opens('Rosa');
  const whisper = ben.page.getByRole('textbox', { name: /^Whisper/ });
  await expect.poll(() => whisper.inputValue()).toBe('She bargains');
  await whisper.press('Enter');
  await ben.chats.hears('She bargains');
  expect(await rosa.page.getByText('She bargains').count()).toBe(0);

  await ben.page.getByRole('button', { name: /Change status/ }).click();
  await ben.page.getByRole('menuitem', { name: 'Sign out' }).click();
  await ben.page.getByRole('heading', { name: 'Sign in' }).waitFor();
  expect(await ben.page.evaluate(() => JSON.stringify(sessionStorage))).not.toContain('One moment');
  await quin.context.close();
  await rosa.context.close();
});
