// axe finds nothing: every section of the settings, every state of a chat at both ends, light and dark, on a desk and on a phone.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SECTIONS } from '../agent';
import type { Agent } from '../agent';
import { DESK, isSoundEverywhere, PHONE } from '../axe';
import { Stage } from '../stage';

const WIDGET = '#parlour-chat';

let stage: Stage;
let ada: Agent;
beforeAll(async () => {
  stage = await Stage.open();
  ada = await stage.administrator({ reducedMotion: 'reduce' });
});
afterAll(() => stage.close());

test('every section of the settings', { timeout: 240_000 }, async () => {
  await ada.asks('POST', 'canned', { shortcut: '/greet', title: 'Greeting', text: 'Good day, %VISITOR%.', shared: true });
  await ada.asks('POST', 'departments', { name: 'Lighting', live_chat: true, sites: [], hours: null, groups: [{ name: 'Lighting', agents: [] }] });
  for (const section of SECTIONS) {
    await ada.goesTo(section);
    await ada.page.getByRole('heading', { level: 1, name: section }).waitFor();
    await ada.page.getByRole('status', { name: 'Loading' }).waitFor({ state: 'detached' });
    expect.soft(await ada.page.getByText('This could not be read').count(), section).toBe(0);
    await isSoundEverywhere(ada.page, section);
  }
});

test('the list of the settings on a phone', async () => {
  await ada.page.setViewportSize(PHONE);
  await ada.page.goto(`${ada.url}/settings`);
  await ada.page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: 'Audit log' }).waitFor();
  await isSoundEverywhere(ada.page, 'the list of the settings', undefined, [PHONE]);
  await ada.page.setViewportSize(DESK);
});

test('the welcome screen with departments', { timeout: 120_000 }, async () => {
  await ada.goesTo('Departments');
  const routing = ada.page.getByRole('checkbox', { name: 'Enable department routing' });
  await routing.check();
  await ada.isTold('Department routing is on.');
  const visitor = await stage.visitor({ reducedMotion: 'reduce' });
  await visitor.opens('/lamps');
  await visitor.opensChat();
  await visitor.window.getByRole('radio', { name: /^Lighting/ }).waitFor();
  await isSoundEverywhere(visitor.page, 'the welcome screen with departments', WIDGET);
  await visitor.window.getByRole('button', { name: 'Start chat' }).click();
  await visitor.window.getByText('Nobody is chosen yet.').waitFor();
  await isSoundEverywhere(visitor.page, 'the welcome screen with departments, and nobody chosen', WIDGET);
  await routing.uncheck();
  await ada.isTold('Department routing is off.');
  await visitor.context.close();
});

test('the dialogs in which people and rules are written', { timeout: 120_000 }, async () => {
  for (const [section, button] of [['Operators', 'Add an operator'], ['Departments', 'Add a department'], ['URL routing', 'Add a rule'], ['Canned responses', 'Add a response'], ['Offline messages', 'Who gets them']] as const) {
    await ada.goesTo(section);
    await ada.page.getByRole('button', { name: button }).first().click();
    await ada.page.getByRole('dialog').waitFor();
    await isSoundEverywhere(ada.page, button);
    await ada.page.keyboard.press('Escape');
    await ada.page.getByRole('dialog').waitFor({ state: 'detached' });
  }
});

test('every state of the visitor’s window', { timeout: 240_000 }, async () => {
  await ada.goesTo("Who's On");
  const visitor = await stage.visitor({ reducedMotion: 'reduce' });
  const sound = (what: string) => isSoundEverywhere(visitor.page, what, WIDGET);
  await visitor.opens('/lamps');
  await visitor.page.getByRole('button', { name: /^Chat with us/ }).waitFor();
  await sound('the chat link');
  await visitor.opensChat();
  await visitor.window.getByLabel('E-mail').filter({ visible: true }).fill('nonsense');
  await visitor.window.getByRole('button', { name: 'Start chat' }).click();
  await visitor.window.getByText('An e-mail address looks like name@example.com.').waitFor();
  await sound('the welcome screen, with a mistake');
  await visitor.fills({ name: 'Marta', email: 'marta@home.example', question: 'Is it there?' });
  await visitor.window.getByRole('button', { name: 'Start chat' }).click();
  await visitor.window.getByText('We are calling somebody.').waitFor();
  await sound('calling');
  await isSoundEverywhere(ada.page, 'the note that somebody rings');
  await ada.goesTo('Chats');
  await isSoundEverywhere(ada.page, 'a tab that rings');
  await ada.chats.accepts('Marta');
  await visitor.isInChat();
  await ada.chats.says('Marta', `Look at ${stage.shop.origin}/chairs`);
  await ada.chats.whispers('Between us.');
  await ada.chats.log.getByRole('button', { name: 'Push as link' }).click();
  await visitor.window.locator('a.card').waitFor();
  await visitor.says('I see.');
  const huge = { name: 'huge.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(10 * 1024 * 1024 + 1) };
  await visitor.window.locator('input[type="file"]').setInputFiles(huge);
  await visitor.window.getByText('huge.pdf is larger than 10 MB.').waitFor();
  await ada.page.route('**/files?*', (route) => route.abort());
  await ada.page.locator('.composer input[type="file"]').setInputFiles({ ...huge, name: 'plan.pdf', buffer: Buffer.from('a plan') });
  await ada.chats.log.getByText('The server cannot be reached.').waitFor();
  await sound('a chat');
  await isSoundEverywhere(ada.page, 'a chat with a whisper and a link');
  await ada.chats.does('Transfer');
  await ada.chats.dialog(/^Transfer/).waitFor();
  await isSoundEverywhere(ada.page, 'the transfer');
  await ada.page.keyboard.press('Escape');
  await ada.page.getByRole('button', { name: 'Canned responses' }).first().click();
  await ada.page.getByRole('combobox', { name: 'Search canned responses' }).waitFor();
  await isSoundEverywhere(ada.page, 'the canned responses');
  await ada.page.keyboard.press('Escape');
  await visitor.window.getByRole('button', { name: 'End chat' }).first().click();
  await sound('the question before the end');
  await visitor.window.getByRole('group', { name: 'End this chat?' }).getByRole('button', { name: 'End chat' }).click();
  await visitor.window.getByText('How was this chat?').waitFor();
  await visitor.window.locator('label.star').nth(3).click();
  await sound('after the chat');
  await isSoundEverywhere(ada.page, 'an ended chat');
  await visitor.context.close();
});

test('nobody there, sent, blocked; colleagues and past chats', { timeout: 240_000 }, async () => {
  const troll = await stage.inChat(ada, 'Troll', { reducedMotion: 'reduce' });
  await ada.chats.does('Block');
  await isSoundEverywhere(ada.page, 'the question before a block');
  await ada.chats.dialog(/^Block/).getByRole('button', { name: 'Block for today' }).click();
  await troll.window.getByText('The chat is closed to you for the rest of today.').waitFor();
  await isSoundEverywhere(troll.page, 'blocked', WIDGET);
  await troll.context.close();

  await ada.goesTo('Blocks');
  await ada.page.getByRole('button', { name: 'Unblock Troll' }).click();
  await ada.isTold('Troll may chat again.');
  await ada.becomes('Away');
  const late = await stage.visitor({ reducedMotion: 'reduce' });
  await late.opens('/lamps');
  await late.opensChat();
  await late.window.getByText('Nobody is here just now.').waitFor();
  await isSoundEverywhere(late.page, 'nobody there', WIDGET);
  await late.fills({ name: 'Late', email: 'late@home.example', question: 'Please write.' });
  await late.window.getByRole('button', { name: 'Send message' }).click();
  await late.window.getByText('Your message is with us.').waitFor();
  await isSoundEverywhere(late.page, 'sent', WIDGET);
  await late.context.close();

  await ada.goesTo('Chats');
  await ada.page.getByRole('button', { name: 'Colleagues' }).click();
  await ada.page.getByRole('complementary', { name: 'Colleagues' }).waitFor();
  await isSoundEverywhere(ada.page, 'colleagues');
  await ada.page.getByRole('button', { name: 'Past chats' }).click();
  await ada.page.getByRole('region', { name: 'Past chats' }).getByRole('button').filter({ hasText: 'Troll' }).click();
  await ada.page.getByRole('region', { name: 'The chat' }).getByText('This is Troll.').waitFor();
  await isSoundEverywhere(ada.page, 'past chats');
});
