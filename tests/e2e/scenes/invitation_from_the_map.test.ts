// The density map: a pin is a visitor, and the list beside it is the same to the keyboard.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Agent } from '../agent';
import { Stage } from '../stage';

/** Addresses that the city database has known for years: in London and in Sydney. */
const LONDON = '81.2.69.142';
const SYDNEY = '1.128.0.1';

let stage: Stage;
beforeAll(async () => void (stage = await Stage.open()));
afterAll(() => stage.close());

interface Mark {
  x: number;
  y: number;
  count: number;
}

/** The marks that are drawn, once they are `count`. */
async function marks(agent: Agent, count: number): Promise<Mark[]> {
  const drawing = agent.page.locator('.map__draw[data-ready]');
  const drawn = async () => JSON.parse((await drawing.getAttribute('data-places')) ?? '[]') as Mark[];
  await expect.poll(async () => (await drawn()).length, { timeout: 60_000 }).toBe(count);
  return drawn();
}

test('a click on a pin opens its visitor, who is invited from there', async () => {
  const ada = await stage.agent('Ada Lovelace');
  const visitor = await stage.visitor({ address: LONDON });
  await visitor.opens('/lamps');
  const who = await ada.finds('Lamps');

  await ada.goesTo('Map');
  const [pin] = await marks(ada, 1);
  const box = await ada.page.locator('.map__draw').boundingBox();
  await ada.page.mouse.click(box!.x + pin!.x, box!.y + pin!.y);
  await ada.page.locator('.mappop').getByRole('button', { name: `Invite ${who}` }).click();
  await ada.writesInvitation('Good evening from the map.');
  await visitor.sees('Good evening from the map.');
  await ada.page.locator('.mappop').getByText(/Seen, 1:\d\d left/).waitFor();
  expect(ada.harm.done).toEqual([]);
});

test('the list beside the map leads to the same visitors', async () => {
  const ada = await stage.agent('Grace Hopper');
  const visitor = await stage.visitor({ address: SYDNEY });
  await visitor.opens('/chairs');
  const who = await ada.finds('Chairs');
  await ada.goesTo('Map');
  await marks(ada, 2);

  const list = ada.page.getByRole('complementary', { name: 'Visitors in view' });
  await list.locator('.placerow').filter({ hasText: 'AU' }).press('Enter');
  await list.getByRole('button', { name: `Invite ${who}` }).press('Enter');
  await ada.writesInvitation('Good evening from the list.');
  await visitor.sees('Good evening from the list.');
});

test('without WebGL the list takes the whole room', async () => {
  const ada = await stage.console();
  await ada.page.addInitScript(() => {
    const original = HTMLCanvasElement.prototype.getContext;
    HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, kind: string, ...rest: unknown[]) {
      return kind.startsWith('webgl') ? null : (original as (...all: unknown[]) => unknown).call(this, kind, ...rest);
    } as typeof original;
  });
  await ada.page.reload();
  await ada.signsIn(stage.house.opened.admin);
  await ada.goesTo('Map');
  await ada.page.getByText('The map needs WebGL, which this browser does not offer.', { exact: false }).waitFor();
});
