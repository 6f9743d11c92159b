// Who works here and who rings: operators, what a role may do, departments, URL routing.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Agent, Section } from '../agent';
import type { SignIn } from '../house';
import { Stage } from '../stage';

let stage: Stage;
let ada: Agent;
beforeAll(async () => {
  stage = await Stage.open();
  ada = await stage.administrator();
});
afterAll(() => stage.close());

/** Adds an operator on the screen, with a password that is made for them. */
async function adds(name: string, role: 'Normal' | 'Marketer'): Promise<SignIn> {
  await ada.goesTo('Operators');
  await ada.page.getByRole('button', { name: 'Add an operator' }).click();
  const box = ada.page.getByRole('dialog', { name: 'A new operator' });
  const email = `${name.toLowerCase().replace(' ', '.')}@parlour.example`;
  await box.getByLabel('Name', { exact: true }).fill(name);
  await box.getByLabel('E-mail', { exact: true }).fill(email);
  await box.getByRole('radio', { name: new RegExp(`^${role}`) }).check();
  await box.getByRole('button', { name: 'Add the operator' }).click();
  const made = ada.page.getByRole('dialog', { name: `${name} can sign in` });
  const password = (await made.getByRole('region', { name: 'Password' }).textContent())?.trim() ?? '';
  await made.getByRole('button', { name: 'Done' }).click();
  await ada.page.getByRole('row').filter({ hasText: email }).waitFor();
  return { email, password };
}

const sections = (agent: Agent) => agent.page.getByRole('navigation', { name: 'Settings' }).getByRole('link').allTextContents();

test('an operator is added, signs in with the password that was made, and meets only what is theirs', async () => {
  const ben = await stage.console();
  const key = await adds('Ben Nevis', 'Normal');
  expect(key.password.length).toBeGreaterThanOrEqual(12);
  await ben.signsIn(key);
  await ben.page.getByRole('link', { name: 'Settings' }).click();
  const seen = await sections(ben);
  const hidden: Section[] = ['Operators', 'Departments', 'URL routing', 'Seats', 'E-mail', 'Webhooks', 'Audit log'];
  for (const one of hidden) expect(seen).not.toContain(one);
  for (const path of ['agents', 'seats', 'audit', 'departments']) await expect(ben.asks('GET', path)).rejects.toThrow(/ 403: .*[a-z]{4,}/);
  await ben.page.context().close();
});

test('a marketer reads, and has no chats', async () => {
  const mia = await stage.console();
  await mia.signsIn(await adds('Mia Farrow', 'Marketer'));
  expect(await mia.page.getByRole('navigation', { name: 'Rooms' }).getByRole('link', { name: 'Chats' }).count()).toBe(0);
  const visitor = await stage.visitor();
  await visitor.opens('/lamps');
  await visitor.calls({ name: 'Marta', question: 'Hello?' });
  await ada.chats.rings('Marta');
  expect(await mia.chats.asks('Marta').count()).toBe(0);
  await ada.chats.accepts('Marta');
  await ada.chats.says('Marta', 'Good day.');
  await ada.endsTheChat();
  await visitor.context.close();
  await mia.page.context().close();
});

test('who is deleted is signed out at once; their transcripts and their seat stay', async () => {
  const key = await adds('Carl Linne', 'Normal');
  const carl = await stage.console();
  await carl.signsIn(key);
  const visitor = await stage.inChat(carl, 'Nora');
  await carl.chats.says('Nora', 'It is a tulip.');
  await carl.endsTheChat();
  await visitor.context.close();

  await ada.goesTo('Operators');
  await ada.page.getByRole('button', { name: 'Carl Linne', exact: true }).click();
  await ada.page.getByRole('dialog', { name: 'Carl Linne' }).getByRole('button', { name: 'Delete the operator' }).click();
  await ada.page.getByRole('dialog', { name: 'Delete Carl Linne?' }).getByRole('button', { name: 'Delete Carl Linne' }).click();
  await ada.page.getByRole('row').filter({ hasText: key.email }).waitFor({ state: 'detached' });
  await carl.page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await carl.page.context().close();

  await ada.goesTo('Chats');
  await ada.page.getByRole('button', { name: 'Past chats' }).click();
  await ada.page.getByRole('region', { name: 'Past chats' }).getByRole('button').filter({ hasText: 'Nora' }).click();
  const past = ada.page.getByRole('region', { name: 'The chat' });
  await past.getByText('It is a tulip.').waitFor();
  await past.getByText('Carl Linne').first().waitFor();
  await ada.goesTo('Seats');
  await ada.page.getByRole('button', { name: 'Show the accounts' }).first().click();
  await ada.page.getByRole('row').filter({ hasText: key.email }).waitFor();
  await ada.goesTo('Audit log');
  await ada.page.getByText('Carl Linne').first().waitFor();
});

test('a department is filled by drag and by keyboard, and the visitor chooses it', async () => {
  await adds('Dora Maar', 'Normal');
  await adds('Emil Nolde', 'Normal');
  await ada.goesTo('Departments');
  for (const name of ['Lighting', 'Orders']) {
    await ada.page.getByRole('button', { name: 'Add a department' }).first().click();
    const box = ada.page.getByRole('dialog', { name: 'A new department' });
    await box.getByLabel('Name', { exact: true }).fill(name);
    await box.getByRole('button', { name: 'Add the department' }).click();
    await ada.page.getByRole('heading', { name, exact: true, level: 2 }).waitFor();
  }
  const all = ada.page.getByRole('list', { name: 'Operators' });
  const sales = ada.page.getByRole('list', { name: 'Lighting, Lighting' });
  await all.getByRole('listitem').filter({ hasText: 'Dora Maar' }).dragTo(sales);
  await sales.getByText('Dora Maar').waitFor();

  await ada.page.getByRole('button', { name: 'Add Emil Nolde to a group' }).focus();
  await ada.page.keyboard.press('Enter');
  const item = ada.page.getByRole('menuitem', { name: 'Orders' });
  await item.waitFor();
  for (let step = 0; step < 5 && !(await item.evaluate((one) => one === document.activeElement)); step += 1) await ada.page.keyboard.press('ArrowDown');
  await ada.page.keyboard.press('Enter');
  await ada.page.getByRole('list', { name: 'Orders, Orders' }).getByText('Emil Nolde').waitFor();

  const dora = await stage.console();
  await dora.signsIn(await freshPassword('dora.maar@parlour.example'));
  await ada.page.getByRole('checkbox', { name: 'Enable department routing' }).check();
  await ada.isTold('Department routing is on.');
  // An administrator may take any chat, and so would keep every department open.
  await ada.becomes('Away');
  const visitor = await stage.visitor();
  await visitor.opens('/lamps');
  await visitor.opensChat();
  const orders = visitor.window.getByRole('radio', { name: /^Orders/ });
  await orders.waitFor();
  expect(await orders.isDisabled()).toBe(true);
  await visitor.fills({ name: 'Pia', question: 'How much?', department: 'Lighting' });
  await visitor.window.getByRole('button', { name: 'Start chat' }).click();
  await dora.chats.accepts('Pia');
  await dora.chats.hears('How much?');
  await ada.becomes('Online');
  await visitor.context.close();
  await dora.page.context().close();
});

/** A password one knows, for an account that is there. */
async function freshPassword(email: string): Promise<SignIn> {
  const { agents } = await ada.asks<{ agents: Record<string, unknown>[] }>('GET', 'agents');
  const one = agents.find((agent) => agent['email'] === email)!;
  const kept = Object.fromEntries(['name', 'email', 'role', 'title', 'languages', 'capacity', 'groups', 'active'].map((field) => [field, one[field]]));
  const password = 'correct-horse-battery';
  await ada.asks('PUT', `agents/${String(one['id'])}`, { ...kept, password });
  return { email, password };
}

test('the two ways of routing exclude each other, and a URL can be tried', async () => {
  await ada.goesTo('URL routing');
  await ada.page.getByRole('button', { name: 'Add a rule' }).first().click();
  const box = ada.page.getByRole('dialog', { name: 'A new rule' });
  const host = new URL(stage.shop.origin).host;
  await box.getByLabel('Pages').fill(`${host}/lamps`);
  await box.getByRole('checkbox', { name: 'Emil Nolde' }).check();
  await box.getByRole('button', { name: 'Add the rule' }).click();
  await ada.page.getByRole('list', { name: 'Rules in order' }).getByText('Emil Nolde').waitFor();

  const enable = ada.page.getByRole('checkbox', { name: 'Enable URL routing' });
  await enable.click();
  const ask = ada.page.getByRole('dialog', { name: 'Switch to URL routing?' });
  await ask.getByText(/department/i).first().waitFor();
  await ask.getByRole('button', { name: 'Leave it as it is' }).click();
  await ask.waitFor({ state: 'detached' });
  expect(await enable.isChecked()).toBe(false);
  await enable.click();
  await ask.getByRole('button', { name: 'Switch to URL routing' }).click();
  await ask.waitFor({ state: 'detached' });
  expect(await enable.isChecked()).toBe(true);

  const attempt = ada.page.locator('form').filter({ has: ada.page.getByRole('heading', { name: 'Try a URL' }) });
  await attempt.getByLabel('An address of a page').fill(`${stage.shop.origin}/lamps/brass`);
  await attempt.getByRole('button', { name: 'Try it' }).click();
  await attempt.getByRole('listitem').filter({ hasText: 'Emil Nolde would not ring' }).waitFor();
  expect(await attempt.getByRole('listitem').filter({ hasText: 'Dora Maar would ring' }).count()).toBe(0);
  await attempt.getByLabel('An address of a page').fill(`${stage.shop.origin}/chairs`);
  await attempt.getByRole('button', { name: 'Try it' }).click();
  await attempt.getByRole('listitem').filter({ hasText: 'would ring' }).first().waitFor();
});
