// What is heard and what the desktop says: knocks while a chat rings, a notification when the console is not in front, and neither when it
// is switched off. The browser's own parts are replaced by ones that write down what they were asked.
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Agent } from '../agent';
import { scene } from '../stage';

interface Noticed {
  /** Whether the browser was asked for leave to notify. */
  asked: number;
  shown: { title: string; body: string; closed: boolean }[];
  tones: number;
  /** Whether the console is the window in front. */
  front: boolean;
}

type Noticing = { noticed: Noticed };

function notice(): void {
  const noticed: Noticed = { asked: 0, shown: [], tones: 0, front: true };
  Object.assign(window, { noticed });
  class Told {
    static permission = 'default';
    static requestPermission(): Promise<string> {
      noticed.asked += 1;
      return Promise.resolve((Told.permission = 'granted'));
    }
    readonly #told: Noticed['shown'][number];
    constructor(title: string, { body = '' }: NotificationOptions) {
      noticed.shown.push((this.#told = { title, body, closed: false }));
    }
    close(): void {
      this.#told.closed = true;
    }
  }
  Object.assign(window, { Notification: Told });
  document.hasFocus = () => noticed.front;
  const start = OscillatorNode.prototype.start;
  OscillatorNode.prototype.start = function (when) {
    noticed.tones += 1;
    start.call(this, when);
  };
}

const noticed = (page: Page): Promise<Noticed> => page.evaluate(() => (window as unknown as Noticing).noticed);
const turns = (page: Page, front: boolean): Promise<void> => page.evaluate((is) => void ((window as unknown as Noticing).noticed.front = is), front);

async function listens(agent: Agent): Promise<void> {
  await agent.page.addInitScript(notice);
  await agent.page.reload();
  await agent.goesTo('Chats');
}

scene('the desktop is asked by a press of the switch, and told of a chat that rings while the console is behind', async ({ stage, ada }) => {
  await listens(ada);
  const visitor = await stage.visitor();
  await visitor.opens('/lamps');
  await turns(ada.page, false);
  await visitor.calls({ name: 'Marta', question: 'Is the lamp there?' });
  await ada.chats.rings('Marta');
  expect(await noticed(ada.page)).toMatchObject({ asked: 0, shown: [] });
  await ada.chats.declines('Marta');
  await visitor.context.close();

  await ada.page.getByRole('button', { name: 'Notify me on the desktop' }).click();
  await ada.page.getByRole('button', { name: 'Notify me on the desktop' }).waitFor({ state: 'detached' });
  expect((await noticed(ada.page)).asked).toBe(1);
  const next = await stage.visitor();
  await next.opens('/lamps');
  await next.calls({ name: 'Nora', question: 'And the chair?' });
  await expect.poll(async () => (await noticed(ada.page)).shown).toEqual([{ title: 'Nora rings', body: 'And the chair?', closed: false }]);
  await turns(ada.page, true);
  await ada.chats.accepts('Nora');
  await expect.poll(async () => (await noticed(ada.page)).shown.every(({ closed }) => closed)).toBe(true);

  await next.says('Hello?');
  await ada.chats.hears('Hello?');
  expect((await noticed(ada.page)).shown).toHaveLength(1);
  await turns(ada.page, false);
  await next.says('Are you there?');
  await expect.poll(async () => (await noticed(ada.page)).shown.at(-1)).toEqual({ title: 'Nora', body: 'Are you there?', closed: false });
  await next.context.close();
});

scene('a chat that rings knocks until it is accepted, and not when the sounds are off', async ({ stage, ben }) => {
  await listens(ben);
  const visitor = await stage.visitor();
  await visitor.opens('/lamps');
  await visitor.calls({ name: 'Pia', question: 'Is the oak one there?' });
  // Two knocks of two tones each, at once and every four seconds.
  await expect.poll(async () => (await noticed(ben.page)).tones).toBeGreaterThanOrEqual(8);
  await ben.chats.accepts('Pia');
  await visitor.context.close();

  const sounds = ben.page.getByRole('button', { name: /^Sounds/ });
  await sounds.click();
  await ben.page.getByRole('button', { name: 'Sounds off' }).waitFor();
  const { tones } = await noticed(ben.page);
  const next = await stage.visitor();
  await next.opens('/lamps');
  await next.calls({ name: 'Quin', question: 'Anybody?' });
  await ben.chats.accepts('Quin');
  expect((await noticed(ben.page)).tones).toBe(tones);

  await sounds.click();
  await ben.page.getByRole('button', { name: 'Sounds on' }).waitFor();
  expect((await noticed(ben.page)).tones).toBe(tones + 2);
  await next.context.close();
});
