// A rule from its first word to the visitor's page: written, tried on the past, switched on; and why it invites somebody else not.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Agent } from '../agent';
import { isSoundEverywhere } from '../axe';
import { Stage } from '../stage';

let stage: Stage;
let ada: Agent;
beforeAll(async () => {
  stage = await Stage.open();
  ada = await stage.administrator({ reducedMotion: 'reduce' });
});
afterAll(() => stage.close());

async function looksAtRules(): Promise<void> {
  await ada.page.goto(`${ada.url}/settings/rules?site=${stage.shop.key}`);
  await ada.page.getByRole('heading', { level: 1, name: 'Automatic invitations' }).waitFor();
}

test('from the first word to a real invitation, by way of the past', { timeout: 180_000 }, async () => {
  for (const path of ['/lamps', '/lamps', '/chairs']) {
    const before = await stage.visitor();
    await before.opens(path);
    await before.context.close();
  }

  await looksAtRules();
  await ada.page.getByRole('button', { name: 'Add a rule' }).first().click();
  await ada.page.getByLabel('Name').fill('At the lamps');
  const tree = ada.page.getByRole('group', { name: 'All of these' });
  await tree.getByLabel('How', { exact: true }).selectOption('matches');
  await tree.getByLabel('Compared with').fill('/lamps*');
  await ada.page.getByRole('textbox', { name: 'Text' }).fill('Good evening, #name|there#. May I help with the lamps?');
  await ada.page.getByLabel('Left alone, per cent').fill('0');

  const past = ada.page.getByRole('complementary', { name: 'Try it on the past' });
  // The visit log has the visits a moment after the pages.
  await expect.poll(async () => {
    await past.getByRole('button', { name: 'Try it' }).click();
    await past.getByRole('button', { name: 'Try it' }).and(past.locator(':enabled')).waitFor();
    return past.getByRole('status').textContent();
  }, { timeout: 30_000 }).toContain('It would have fitted 2 of 3 visits: 2 invitations.');
  await past.getByText('/lamps').first().waitFor();

  await ada.page.getByRole('checkbox', { name: 'This rule is on' }).check();
  await ada.page.getByRole('button', { name: 'Add the rule' }).click();
  await ada.isTold('At the lamps added. It is on.');

  const visitor = await stage.visitor();
  await visitor.opens('/chairs');
  await visitor.opens('/lamps');
  await visitor.sees('Good evening, there. May I help with the lamps?');
  await looksAtRules();
  await ada.page.getByText(/^1 sent today/).waitFor();
  await visitor.context.close();
});

test('why not: from the visitor’s panel to the condition that failed', async () => {
  const visitor = await stage.visitor();
  await visitor.opens('/tables');
  await ada.page.goto(`${ada.url}/?site=${stage.shop.key}`);
  await ada.opens(await ada.finds('Tables'));
  await ada.panel.getByRole('link', { name: 'Why no automatic invitation?' }).click();
  const rule = ada.page.locator('section').filter({ has: ada.page.getByRole('heading', { name: 'At the lamps' }) });
  const failed = rule.getByRole('listitem').filter({ hasText: 'The first that failed' });
  expect(await failed.textContent()).toMatch(/\/lamps\*.*\/tables/);
  await isSoundEverywhere(ada.page, 'why not');
  await visitor.context.close();
});

test('rules have an order, kept by the keys alone', async () => {
  await ada.asks('POST', 'rules', {
    site: stage.shop.key, name: 'At the chairs', when: { all: [{ field: 'page', is: 'matches', value: '/chairs*' }] }, as: (await ada.asks<{ rules: { as: unknown }[] }>('GET', `rules?site=${stage.shop.key}`)).rules[0]?.as,
    variants: [{ id: 'a', name: 'Plain', weight: 1, texts: { '': 'A chair?' } }],
  });
  await looksAtRules();
  const names = () => ada.page.getByRole('list', { name: 'Rules in order of priority' }).getByRole('link').allTextContents();
  await expect.poll(names).toEqual(['At the lamps', 'At the chairs']);
  await ada.page.getByRole('button', { name: 'Move At the chairs up' }).focus();
  await ada.page.keyboard.press('Enter');
  await ada.isTold('At the chairs is number 1 of 2.');
  // Up there it goes no further: the focus stays with the rule.
  expect(await ada.page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Move At the chairs down');
  await looksAtRules();
  await expect.poll(names).toEqual(['At the chairs', 'At the lamps']);
});

test('a rule is dragged to where another is, with the pointer', async () => {
  await looksAtRules();
  const list = ada.page.getByRole('list', { name: 'Rules in order of priority' });
  const names = () => list.getByRole('link').allTextContents();
  await expect.poll(names).toEqual(['At the chairs', 'At the lamps']);
  const rule = (name: string) => list.getByRole('listitem').filter({ hasText: name });
  await rule('At the lamps').dragTo(rule('At the chairs'), { sourcePosition: { x: 20, y: 20 }, targetPosition: { x: 20, y: 20 } });
  await ada.isTold('At the lamps is number 1 of 2.');
  await expect.poll(names).toEqual(['At the lamps', 'At the chairs']);
  await looksAtRules();
  await expect.poll(names).toEqual(['At the lamps', 'At the chairs']);
});

test('axe finds nothing in the list and in a rule that was tried', { timeout: 240_000 }, async () => {
  await looksAtRules();
  await ada.page.getByRole('link', { name: 'At the lamps' }).waitFor();
  await isSoundEverywhere(ada.page, 'the rules');
  await ada.page.getByRole('link', { name: 'At the lamps' }).click();
  await ada.page.getByRole('button', { name: 'Try it' }).click();
  await ada.page.getByText(/^It would have fitted/).waitFor();
  await isSoundEverywhere(ada.page, 'a rule');
});

test('a marketer writes rules; who only chats does not see them', async () => {
  const { id } = await ada.asks<{ id: string }>('POST', 'agents', { name: 'Mia Farrow', email: 'mia@parlour.example', password: 'lamps at dusk 482', role: 'marketer' });
  expect(id).toBeTruthy();
  const mia = await stage.console();
  await mia.signsIn({ email: 'mia@parlour.example', password: 'lamps at dusk 482' });
  await mia.goesTo('Automatic invitations');
  await mia.page.getByRole('heading', { level: 1, name: 'Automatic invitations' }).waitFor();
  await mia.page.getByText('An administrator sets this.').waitFor();
  await mia.page.context().close();
  const ben = await stage.agent('Ben Nevis');
  await ben.page.goto(`${ben.url}/settings/rules`);
  await ben.page.getByRole('heading', { name: 'Not here' }).waitFor();
  await expect(ben.asks('GET', `rules?site=${stage.shop.key}`)).rejects.toThrow(/ 403: /);
  await ben.page.context().close();
});
