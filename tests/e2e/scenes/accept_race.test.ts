// Two agents press Accept in the same instant, again and again: one has the chat, the other is told who.
import { expect } from 'vitest';
import { scene } from '../stage';

const ROUNDS = 10;

scene('one owner in every round', async ({ stage, ada, ben }) => {
  for (const agent of [ada, ben]) await agent.goesTo('Chats');
  for (let round = 1; round <= ROUNDS; round += 1) {
    const name = `Racer${round}`;
    const visitor = await stage.visitor();
    await visitor.opens('/lamps');
    await visitor.calls({ name, question: `Round ${round}` });
    const buttons = [ada, ben].map((agent) => agent.chats.asks(name).first().getByRole('button', { name: 'Accept' }));
    await Promise.all(buttons.map((button) => button.waitFor()));
    await Promise.all(buttons.map((button) => button.evaluate((one) => (one as HTMLElement).click())));

    const owns = (agent: typeof ada) => agent.chats.composer(name).isVisible();
    await expect.poll(async () => Number(await owns(ada)) + Number(await owns(ben))).toBe(1);
    for (const agent of [ada, ben]) await agent.chats.isQuiet(name);
    const [owner, other] = (await owns(ada)) ? [ada, ben] : [ben, ada];
    await owner.chats.says(name, `Hello ${name}`);
    await visitor.hears(`Hello ${name}`);
    expect(await other.chats.tab(name).count()).toBe(0);
    await owner.endsTheChat();
    await visitor.context.close();
  }
});
