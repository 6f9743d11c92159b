// The line to the console or to the visitor is torn and mended: nothing said is lost or doubled, and a tab shows what is true.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Agent } from '../agent';
import { Line } from '../line';
import { Shop } from '../shop';
import { Stage } from '../stage';
import { Visitor } from '../visitor';

let stage: Stage;
let ben: Agent;
beforeAll(async () => {
  stage = await Stage.open();
  ben = await stage.agent('Ben Nevis');
});
afterAll(() => stage.close());

test('a console that was cut off shows the truth once it is back', async () => {
  const line = await Line.open(stage.house);
  const ada = await Agent.sitsDown(stage.browser, line.url, {});
  await ada.signsIn(await stage.house.agent('Ada Lovelace'));
  await ada.goesTo('Chats');
  const marta = await stage.visitor();
  await marta.opens('/lamps');
  await marta.calls({ name: 'Marta', question: 'Anybody?' });
  await ada.chats.rings('Marta');

  line.cut();
  await ada.page.getByText(/connection/i).first().waitFor();
  await ben.chats.accepts('Marta');
  line.mend();
  await ada.chats.isQuiet('Marta');
  expect(await ada.chats.composer('Marta').count()).toBe(0);
  await ben.endsTheChat();
  await marta.context.close();

  await ben.becomes('Away');
  const nora = await stage.inChat(ada, 'Nora');
  await ada.chats.says('Nora', 'Before the cut.');
  await nora.hears('Before the cut.');
  line.cut();
  await nora.says('While you were away.');
  await ada.chats.composer('Nora').fill('Said into the dark.');
  await ada.chats.composer('Nora').press('Enter');
  line.mend();
  await ada.chats.hears('While you were away.');
  await nora.hears('Said into the dark.');
  const said = await nora.window.getByRole('log').locator('li .say').allTextContents();
  expect(said.filter((words) => words.includes('Said into the dark.'))).toHaveLength(1);
  await ben.becomes('Online');
  await nora.context.close();
  await ada.page.context().close();
  line.close();
});

test('a visitor who was cut off gets what was said, once, and what they said arrives', async () => {
  const line = await Line.open(stage.house);
  const shop = await Shop.open(line);
  const pia = await Visitor.comes(stage.browser, stage.house, shop, {});
  await pia.opens('/chairs');
  await pia.calls({ name: 'Pia', question: 'Do they fold?' });
  await ben.chats.accepts('Pia');
  await pia.isInChat();

  line.cut();
  await pia.window.getByText('Connection lost, trying again').waitFor();
  await ben.chats.says('Pia', 'They do.');
  const message = pia.window.getByRole('textbox', { name: 'Message' });
  await message.fill('Said in a tunnel.');
  await message.press('Enter');
  await pia.window.getByText('Sending', { exact: true }).waitFor();
  line.mend();
  await pia.hears('They do.');
  await ben.chats.hears('Said in a tunnel.');
  for (const words of ['They do.', 'Said in a tunnel.']) {
    expect(await pia.window.getByRole('log').locator('li').filter({ hasText: words }).count(), words).toBe(1);
    expect(await ben.chats.log.getByText(words, { exact: true }).count(), words).toBe(1);
  }
  await pia.context.close();
  shop.close();
  line.close();
});

test('offline and on again, as a browser says it', async () => {
  const rosa = await stage.inChat(ben, 'Rosa');
  await rosa.context.setOffline(true);
  await ben.chats.says('Rosa', 'Are you there?');
  await rosa.context.setOffline(false);
  await rosa.hears('Are you there?');
  await ben.page.context().setOffline(true);
  await rosa.says('I am.');
  await ben.page.context().setOffline(false);
  await ben.chats.hears('I am.');
  await rosa.context.close();
});
