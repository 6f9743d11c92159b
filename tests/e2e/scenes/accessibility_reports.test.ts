// axe finds nothing and nothing is wider than the screen: every report with little and with nothing in it, what is made there, and its e-mails; light and dark, on a desk and on a phone.
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Agent } from '../agent';
import { isSoundEverywhere } from '../axe';
import { Crowd } from '../crowd';
import { PostOffice } from '../post_office';
import { Stage } from '../stage';

const LONDON = '81.2.69.142';
const LONG = `/letters/${'how-to-light-a-small-room-without-buying-anything-at-all-'.repeat(3)}`;
const MINUTE = 60_000;

let office: PostOffice;
let stage: Stage;
let ada: Agent;
beforeAll(async () => {
  office = await PostOffice.open();
  stage = await Stage.open({ PARLOUR_MAIL: office.url });
  const crowd = new Crowd(stage.house, stage.shop, (path) => (path === LONG ? LONG.replaceAll('-', ' ') : 'Lamps'));
  ada = await stage.administrator({ reducedMotion: 'reduce' });
  await Promise.all([
    crowd.sees({ pages: [`${LONG}?utm_campaign=${'a-campaign-with-a-name-'.repeat(4)}`, '/lamps', '/order.html'], address: LONDON, referrer: `https://${'a-long-name-'.repeat(4)}.example/`, event: ['ordered', 40] }),
    crowd.sees({ pages: ['/lamps', LONG], address: '1.128.0.1', language: 'de-DE' }), crowd.sees({ pages: ['/chairs'] }),
  ]);
  const { id } = await ada.asks<{ id: string }>('POST', 'goals', { site: stage.shop.key, name: 'Ordered', kind: 'page', pattern: '/order.html', value: 20 });
  await ada.asks('POST', 'funnels', { site: stage.shop.key, name: 'From a letter to the order', within: 60, steps: [{ kind: 'page', pattern: LONG }, { kind: 'page', pattern: '/order.html' }] });
  await ada.asks('POST', 'rules', { ...await aRule(), goal: id });
  const seen = (pages: number, visits: number) => vi.waitFor(async () => expect((await ada.asks<{ total: number }>('GET', `visits?site=${stage.shop.key}&f=pages:at_least:${pages}`)).total).toBe(visits), { timeout: 30_000, interval: 300 });
  await seen(1, 3);
  await stage.house.advance(31 * MINUTE);
  await seen(2, 2);
});
afterAll(async () => {
  await stage.close();
  office.close();
});

async function aRule(): Promise<object> {
  const { agent: { id } } = await ada.asks<{ agent: { id: string } }>('GET', 'session');
  return {
    site: stage.shop.key, name: 'Two minutes at the lamps', on: true, when: { all: [{ field: 'page', is: 'matches', value: '/lamps*' }, { any: [{ field: 'seconds_on_page', is: 'at_least', value: 120 }, { field: 'exit_intent', is: 'yes' }] }] },
    as: { agent: id }, delay: 0, often: { page: 1, visit: 1, visitor: 3 }, quiet_after_refusal: 86_400, holdout: 10, goal: null, goal_within: 7,
    variants: [{ id: 'a', name: 'Plain', weight: 1, texts: { '': 'May I help?' } }, { id: 'b', name: 'By name', weight: 2, texts: { '': 'Good evening, #name|there#.', de: 'Guten Abend.' } }],
  };
}

const address = (path: string, more = '') => `${ada.url}/${path}${path.includes('?') ? '&' : '?'}site=${stage.shop.key}${more}`;

/** Once it has stopped moving: nothing is loading any more. */
async function sound(what: string, path: string, there: string | RegExp): Promise<void> {
  await ada.page.goto(address(path));
  await ada.page.locator('main').getByText(there).filter({ visible: true }).first().waitFor();
  await expect.poll(() => ada.page.getByRole('status', { name: 'Loading' }).count()).toBe(0);
  await isSoundEverywhere(ada.page, what, 'main');
}

test.each([
  ['overview', 'reports', 'Did inviting help?'], ['pages', 'reports/pages?page=/lamps', 'Ways through'], ['sources', 'reports/sources?show=campaigns', 'a-campaign'], ['places', 'reports/places', 'United Kingdom'],
  ['technology', 'reports/technology?show=languages', 'German'], ['visitors', 'reports/visitors', 'Returning'], ['goals', 'reports/goals', 'of the step before'], ['invitations', 'reports/invitations', 'What became of invitations'],
  ['chats', 'reports/chats', 'Handling'], ['agents', 'reports/agents', 'Agents'], ['rewind', 'reports/rewind', /visitors? w/], ['nothing matches', 'reports/pages?f=city:is:Atlantis', 'Nothing matches'], ['nobody yet', 'reports?from=2020-01-01&to=2020-01-02', 'No visits'],
] as const)('the reports: %s', { timeout: 120_000 }, (what, path, there) => sound(what, path, there));

test('no visits', { timeout: 120_000 }, () => sound('no visits', 'visits?f=city:is:Atlantis', 'No visit matches'));

test('what is made in the reports: period, filter, goal, funnel, e-mail', { timeout: 120_000 }, async () => {
  for (const [tab, button] of [['goals', 'New goal'], ['goals', 'New funnel'], ['e-mails', 'New e-mail'], ['pages', /^Period: /], ['pages', 'Add a filter']] as const) {
    await ada.page.goto(address(`reports/${tab}`));
    await ada.page.getByRole('button', { name: button }).click();
    await ada.page.getByRole('dialog').waitFor();
    await isSoundEverywhere(ada.page, String(button), tab === 'pages' ? '.pop' : 'dialog');
  }
});

test('an e-mail with reports: made, sent, refused', { timeout: 120_000 }, async () => {
  await ada.page.goto(address('reports/e-mails'));
  await ada.page.getByText('No e-mails yet').waitFor();
  await isSoundEverywhere(ada.page, 'no e-mails', 'main');
  await ada.page.getByRole('button', { name: 'New e-mail' }).click();
  const box = ada.page.getByRole('dialog');
  await box.getByLabel('Name').fill('Monday letter');
  await box.getByLabel('To').fill('mia@parlour.example\njo@parlour.example');
  await box.getByRole('button', { name: 'Add the e-mail' }).click();
  await box.waitFor({ state: 'detached' });
  await ada.page.getByText('Every Monday at 08:00 to mia@parlour.example, jo@parlour.example').waitFor();
  await ada.page.getByRole('button', { name: 'Send Monday letter now' }).click();
  await ada.isTold('“Monday letter” is on its way to 2 addresses.');
  await expect.poll(() => office.to('mia@parlour.example').length, { timeout: 30_000 }).toBe(1);
  expect(office.to('mia@parlour.example')[0]?.text).toMatch(/^Subject: Monday letter: Harrow & Pine[\s\S]*Visitors/m);
  await ada.page.reload();
  await ada.page.locator('.emails__when').getByText(/^Sent /).waitFor();
  office.refuses = true;
  await ada.page.getByRole('button', { name: 'Send Monday letter now' }).click();
  await isSoundEverywhere(ada.page, 'an e-mail with reports', 'main');
});
