// One's own account: name, password, sessions, and a second factor with a code that the test reckons like an app.
import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Stage } from '../stage';

let stage: Stage;
beforeAll(async () => void (stage = await Stage.open()));
afterAll(() => stage.close());

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** RFC 6238, as an authenticator app does it. */
function codeOf(secret: string, at: number): string {
  const bits = [...secret.replace(/\s/g, '')].map((letter) => LETTERS.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
  const digest = createHmac('sha1', key).update(counter).digest();
  const from = digest[19]! & 15;
  return String((digest.readUInt32BE(from) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

test('a second factor is set up, asked for at the door, and a recovery code opens once', async () => {
  const key = await stage.house.agent('Ada Lovelace');
  const ada = await stage.console();
  await ada.signsIn(key);
  await ada.goesTo('Password and sign-in');
  await ada.page.getByRole('button', { name: 'Set up a second factor' }).click();
  const first = ada.page.getByRole('dialog', { name: 'Set up a second factor' });
  await first.getByLabel('Password').fill(key.password);
  await first.getByRole('button', { name: 'Go on' }).click();
  await ada.page.getByRole('img', { name: 'QR code of the secret' }).waitFor();
  const secret = (await ada.page.getByRole('region', { name: 'Secret' }).textContent()) ?? '';
  await ada.page.getByLabel('Code', { exact: true }).fill(codeOf(secret, Date.now()));
  await ada.page.getByRole('button', { name: 'Switch it on' }).click();
  const codes = ((await ada.page.getByRole('region', { name: 'Recovery codes' }).textContent()) ?? '').trim().split(/\s+/);
  expect(codes.length).toBeGreaterThanOrEqual(8);
  await ada.page.getByRole('button', { name: 'I have kept them' }).click();
  await ada.page.getByText('On: signing in asks for a code as well.').waitFor();

  await ada.page.getByRole('button', { name: /Change status/ }).click();
  await ada.page.getByRole('menuitem', { name: 'Sign out' }).click();
  await stage.house.advance(60_000);
  const enters = async (code: string) => {
    await ada.page.getByLabel('E-mail').fill(key.email);
    await ada.page.getByLabel('Password').fill(key.password);
    await ada.page.getByRole('button', { name: 'Sign in' }).click();
    await ada.page.getByLabel('Code', { exact: true }).fill(code);
    await ada.page.getByRole('button', { name: 'Sign in' }).click();
  };
  await enters('000000');
  await ada.page.locator('#sign-in-problem').getByText(/code/).waitFor();
  await ada.page.getByLabel('Code', { exact: true }).fill(codeOf(secret, Date.now() + 60_000));
  await ada.page.getByRole('button', { name: 'Sign in' }).click();
  await ada.page.getByRole('navigation', { name: 'Rooms' }).waitFor();

  await ada.page.getByRole('button', { name: /Change status/ }).click();
  await ada.page.getByRole('menuitem', { name: 'Sign out' }).click();
  await enters(codes[0]!);
  await ada.page.getByRole('navigation', { name: 'Rooms' }).waitFor();
  await ada.page.context().close();
});

test('a new name is on the screen, and a new password ends the other sessions', async () => {
  const key = await stage.house.agent('Grace Hopper');
  const [here, there] = [await stage.console(), await stage.console()];
  await here.signsIn(key);
  await there.signsIn(key);
  await here.goesTo('My profile');
  await here.page.getByLabel('Name', { exact: true }).fill('Grace Murray Hopper');
  await here.page.getByLabel('Title').fill('Night shift');
  await here.page.getByRole('button', { name: 'Save' }).click();
  await here.page.getByText('Saved', { exact: true }).waitFor();
  await here.page.getByRole('button', { name: /^Grace Murray Hopper/ }).waitFor();

  await here.goesTo('Password and sign-in');
  await here.page.getByRole('row').filter({ hasText: 'Here, now' }).waitFor();
  await here.page.getByRole('button', { name: 'Sign out everywhere else' }).click();
  await here.page.getByRole('dialog').getByRole('button', { name: 'Sign out everywhere else' }).click();
  await there.page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await there.page.context().close();
  await here.page.context().close();
});

/** Red, three points wide and two high. */
const PHOTO = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAIAAAASFvFNAAAAEElEQVR4nGP4z8AAQQxwFgBB0gX7h/C5SAAAAABJRU5ErkJggg==', 'base64');

test('a photo is shown where its person is', async () => {
  const [mary, emmy] = [await stage.agent('Mary Somerville'), await stage.agent('Emmy Noether')];
  await mary.goesTo('My profile');
  await mary.page.locator('input[type="file"]').setInputFiles({ name: 'mary.png', mimeType: 'image/png', buffer: PHOTO });
  await mary.isTold('The photo is saved.');
  await emmy.goesTo('Chats');
  await emmy.page.getByRole('button', { name: 'Colleagues' }).click();
  const places = [mary.page.getByRole('button', { name: /^Mary Somerville.*Change status/ }), emmy.page.getByRole('complementary', { name: 'Colleagues' }).getByRole('button', { name: /^Mary Somerville/ })];
  for (const place of places) await expect.poll(() => place.locator('img').evaluate((img) => (img as HTMLImageElement).naturalWidth)).toBe(3);

  await mary.page.getByRole('button', { name: 'Remove it' }).click();
  await mary.isTold('The photo is gone.');
  for (const place of places) await place.locator('img').waitFor({ state: 'detached' });
});
