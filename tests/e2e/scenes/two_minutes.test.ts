// The two minutes: from the moment it is seen, on the house's clock, across pages and tabs.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Stage } from '../stage';

let stage: Stage;
beforeAll(async () => void (stage = await Stage.open()));
afterAll(() => stage.close());

test('seen and not answered, the invitation goes by itself', async () => {
  const ada = await stage.agent('Ada Lovelace');
  const visitor = await stage.visitor();
  await visitor.opens('/lamps');
  const who = await ada.finds('Lamps');
  await ada.opens(who);
  await ada.invites(who, 'Good evening.');
  await visitor.sees('Good evening.');
  await ada.panel.getByText('Seen', { exact: true }).waitFor();

  await stage.house.advance(118_000);
  expect(await visitor.card.isVisible()).toBe(true);
  await stage.house.advance(3_000);
  await visitor.card.waitFor({ state: 'detached' });
  await ada.panel.getByText('Expired', { exact: true }).waitFor();
  await ada.panel.getByText('Seen, and two minutes went by.', { exact: true }).waitFor();
});

test('navigation and a second tab do not restart it, and an answer in one tab answers in all', async () => {
  const ada = await stage.agent('Grace Hopper');
  const visitor = await stage.visitor();
  await visitor.opens('/chairs');
  const who = await ada.finds('Chairs');
  await ada.invites(who, 'Shall I help you choose?');
  await ada.reads(who, /Seen, 1:\d\d left/);
  await stage.house.advance(40_000);

  await visitor.page.getByRole('link', { name: 'Lamps' }).click();
  await visitor.sees('Shall I help you choose?');
  expect(await visitor.left()).toBeLessThanOrEqual(80);
  await stage.house.advance(20_000);
  const tab = await visitor.opensTab('/tables');
  await tab.sees('Shall I help you choose?');
  expect(await tab.left()).toBeLessThanOrEqual(60);

  await tab.replies('Yes.');
  await visitor.card.waitFor({ state: 'detached' });
  await ada.reads(who, 'In chat with you');
  await visitor.opensChat();
  await visitor.hears('Yes.');
});

test('a reply that comes too late rings', async () => {
  const ada = await stage.agent('Mary Somerville');
  const visitor = await stage.visitor();
  await visitor.opens('/late');
  const who = await ada.finds('/late');
  await ada.invites(who, 'May I help?');
  await ada.reads(who, /Seen, 1:\d\d left/);
  await visitor.card.getByRole('textbox', { name: 'Your reply' }).fill('I was on the telephone.');
  await stage.house.advance(121_000);
  await ada.reads(who, 'Here');

  await visitor.card.getByRole('button', { name: 'Send' }).click();
  await visitor.hears('I was on the telephone.');
  await ada.reads(who, 'Ringing');
  await ada.page.getByRole('alert').getByRole('button', { name: 'Accept' }).click();
  await ada.hears('I was on the telephone.');
  await ada.says('No matter. What would you like?');
  await visitor.hears('No matter. What would you like?');
});
