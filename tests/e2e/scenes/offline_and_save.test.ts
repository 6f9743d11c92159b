// Nobody is there: the message is kept, listed and e-mailed, also when the mail server is out of order for a while. And a chat on
// paper: as text, as a page, as a letter.
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Agent } from '../agent';
import { PostOffice, plain } from '../post_office';
import { Stage } from '../stage';

let office: PostOffice;
let stage: Stage;
let ada: Agent;
let ben: Agent;
beforeAll(async () => {
  office = await PostOffice.open();
  stage = await Stage.open({ PARLOUR_MAIL: office.url });
  [ada, ben] = [await stage.administrator(), await stage.agent('Ben Nevis')];
});
afterAll(async () => {
  await stage.close();
  office.close();
});

async function leavesMessage(name: string, text: string): Promise<void> {
  const visitor = await stage.visitor();
  await visitor.opens('/lamps');
  await visitor.opensChat();
  await visitor.window.getByText('Nobody is here just now.').waitFor();
  await visitor.fills({ name, email: `${name.toLowerCase()}@home.example`, question: text });
  await visitor.window.getByRole('button', { name: 'Send message' }).click();
  await visitor.window.getByText(`We will write to ${name.toLowerCase()}@home.example.`).waitFor();
  await visitor.context.close();
}

test('a message left while nobody is there is listed, and a real mail server gets it', async () => {
  await ada.becomes('Away');
  await ben.becomes('Away');
  await leavesMessage('Marta', 'Please write to me about the brass lamp.');

  await ada.goesTo('Offline messages');
  const row = ada.page.getByRole('list', { name: 'Offline messages' }).getByRole('listitem').filter({ hasText: 'Please write to me about the brass lamp.' });
  await row.getByText('marta@home.example').waitFor();
  await expect.poll(() => office.to(stage.house.opened.admin.email).length).toBe(1);
  const [letter] = office.to(stage.house.opened.admin.email);
  expect(letter!.text).toContain('Please write to me about the brass lamp.');
  expect(letter!.text).toMatch(/^Reply-To: .*marta@home\.example/im);
  await row.getByRole('button', { name: 'Mark as answered' }).click();
  await row.waitFor({ state: 'detached' });
});

test('who was chosen gets them, and the letter’s link leads to them', async () => {
  await ada.goesTo('Offline messages');
  await ada.page.getByRole('button', { name: 'Who gets them' }).click();
  const box = ada.page.getByRole('dialog', { name: 'Who gets offline messages' });
  await box.getByText('Nobody chosen: every administrator gets them.').waitFor();
  await box.getByRole('button', { name: 'Add Ben Nevis' }).click();
  await box.getByText('Ben Nevis gets offline messages. Saved.').waitFor();
  await box.getByRole('button', { name: 'Done' }).click();

  const before = office.to(stage.house.opened.admin.email).length;
  await leavesMessage('Olga', 'Do you rent chairs?');
  await expect.poll(() => office.to('ben.nevis@parlour.example').length).toBe(1);
  expect(office.to(stage.house.opened.admin.email)).toHaveLength(before);
  const [, path] = /https?:\/\/[^\s/"]+(\/settings\/[\w-]+)/.exec(office.to('ben.nevis@parlour.example')[0]!.text) ?? [];
  await ben.page.goto(`${ben.url}${path ?? '/nowhere'}`);
  await ben.page.getByRole('heading', { level: 1, name: 'Offline messages' }).waitFor();
  await ben.page.getByText('Do you rent chairs?').waitFor();

  await ada.page.getByRole('button', { name: 'Who gets them' }).click();
  await box.getByRole('button', { name: 'Remove Ben Nevis' }).click();
  await box.getByText('Ben Nevis no longer gets offline messages. Saved.').waitFor();
  await box.getByRole('button', { name: 'Done' }).click();
});

test('what the mail server refuses is shown, and tried again', async () => {
  const { email } = stage.house.opened.admin;
  const before = office.to(email).length;
  office.refuses = true;
  await leavesMessage('Nora', 'Is there a catalogue?');
  await ada.goesTo('E-mail');
  const mail = ada.page.getByRole('row').filter({ hasText: email }).filter({ hasText: 'the shelves are full' });
  await mail.waitFor();
  expect(office.to(email)).toHaveLength(before);
  office.refuses = false;
  await stage.house.advance(61_000);
  await expect.poll(() => office.to(email).length).toBe(before + 1);
  expect(office.to(email).at(-1)!.text).toContain('Is there a catalogue?');
  await ada.page.getByRole('row').filter({ hasText: email }).filter({ hasText: 'the shelves are full' }).waitFor({ state: 'detached' });
});

test('a chat is saved as text, as a page and as a letter; and e-mailed, without its whispers', async () => {
  await ada.becomes('Online');
  const pia = await stage.inChat(ada, 'Pia');
  await ada.chats.says('Pia', 'The oak table is 180 cm long.');
  await ada.chats.whispers('She bargains.');
  await pia.says('Then I take it.');
  await ada.chats.hears('Then I take it.');

  for (const [word, kind] of [['Save as text', '.txt'], ['Save as HTML', '.html'], ['Open in the mail program (.eml)', '.eml']] as const) {
    await ada.page.getByRole('button', { name: 'Transcript' }).first().click();
    const [saved] = await Promise.all([ada.page.waitForEvent('download'), ada.page.getByRole('menuitem', { name: word }).click()]);
    expect(saved.suggestedFilename()).toContain(kind);
    const words = plain((await readFile(await saved.path(), 'utf8')).replaceAll('\r\n', '\n'));
    expect(words, word).toContain('The oak table is 180 cm long.');
    expect(words, word).toContain('Then I take it.');
    // What colleagues whispered is on the agents' own copies, marked as such; never in a letter.
    expect(words.includes('She bargains.'), word).toBe(kind !== '.eml');
  }

  await ada.page.getByRole('button', { name: 'Transcript' }).first().click();
  await ada.page.getByRole('menuitem', { name: 'E-mail the transcript' }).click();
  const box = ada.chats.dialog('E-mail the transcript');
  await box.getByLabel('To').fill('pia@home.example');
  await box.getByRole('button', { name: 'Send' }).click();
  await ada.isTold('The transcript is on its way to pia@home.example.');
  await expect.poll(() => office.to('pia@home.example').length).toBe(1);
  expect(office.to('pia@home.example')[0]!.text).toContain('Then I take it.');
  expect(office.to('pia@home.example')[0]!.text).not.toContain('She bargains.');

  await ada.endsTheChat();
  const [kept] = await Promise.all([pia.page.waitForEvent('download'), pia.window.getByRole('button', { name: 'Save as text' }).click()]);
  const words = await readFile(await kept.path(), 'utf8');
  expect(words).toContain('The oak table is 180 cm long.');
  expect(words).not.toContain('She bargains.');
  await pia.window.getByLabel('E-mail').filter({ visible: true }).fill('pia@work.example');
  await pia.window.getByRole('button', { name: 'Send by e-mail' }).click();
  await pia.window.getByText('On its way to pia@work.example.').waitFor();
  await expect.poll(() => office.to('pia@work.example').length).toBe(1);
});
