// An agent leaves and another takes over; a colleague comes into the room. What the visitor sees of it.
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

test('who leaves puts the visitor back into the queue, unnoticed', async () => {
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

test('a console that is closed does the same after a minute', async () => {
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

test('a colleague comes into the room: both speak, and a whisper stays among agents', async () => {
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

  await ben.chats.does('Leave');
  await ben.isTold('You left the chat with Pia.');
  await ada.chats.says('Pia', 'Just us again.');
  await pia.hears('Just us again.');
  await pia.context.close();
});
