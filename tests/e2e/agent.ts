// An agent at the console: what they do, and what they see, in the words of the screen.
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { ChatRoom } from './chat_room';
import type { SignIn } from './house';
import { watchHarm } from './harm';
import type { Harm } from './harm';

export const SECTIONS = [
  'My profile', 'Password and sign-in', 'API tokens', 'Canned responses', 'Templates', 'Automatic invitations', 'Offline messages', 'Blocks',
  'Operators', 'Departments', 'URL routing', 'Seats', 'Sites', 'Desk', 'E-mail', 'Webhooks', 'Audit log',
] as const;
export type Section = (typeof SECTIONS)[number];

const CONSOLE = { width: 1280, height: 800 };

export class Agent {
  readonly chats: ChatRoom;

  private constructor(readonly page: Page, readonly url: string, readonly harm: Harm) {
    this.chats = new ChatRoom(page);
  }

  static async sitsDown(browser: Browser, url: string, options: BrowserContextOptions): Promise<Agent> {
    const context = await browser.newContext({ viewport: CONSOLE, ...options });
    context.setDefaultTimeout(25_000);
    const harm = await watchHarm(context);
    const page = await context.newPage();
    await page.goto(url);
    return new Agent(page, url, harm);
  }

  async signsIn({ email, password }: SignIn): Promise<void> {
    await this.page.getByLabel('E-mail').fill(email);
    await this.page.getByLabel('Password').fill(password);
    await this.page.getByRole('button', { name: 'Sign in' }).click();
    await this.page.getByRole('heading', { name: "Who's On" }).waitFor();
  }

  get table(): Locator {
    return this.page.getByRole('grid', { name: 'Visitors here now' });
  }

  get panel(): Locator {
    return this.page.getByRole('complementary', { name: 'Visitor', exact: true });
  }

  get dialog(): Locator {
    return this.page.getByRole('dialog', { name: 'Invite to chat' });
  }

  /** The row in which these words stand. */
  row(words: string | RegExp): Locator {
    return this.table.locator('[data-key]').filter({ hasText: words });
  }

  /** The visitor on the page of this title, once there; the name they are shown by. */
  async finds(words: string | RegExp): Promise<string> {
    return (await this.row(words).locator('.c-who b').textContent()) ?? '';
  }

  /** In the row of `who` these words are read, now or soon. */
  async reads(who: string, words: string | RegExp): Promise<void> {
    await this.row(who).filter({ hasText: words }).waitFor();
  }

  async goesTo(room: "Who's On" | 'Map' | 'Chats' | Section): Promise<void> {
    const inSettings = (SECTIONS as readonly string[]).includes(room);
    await this.page.getByRole('navigation', { name: 'Rooms' }).getByRole('link', { name: inSettings ? 'Settings' : room }).click();
    if (inSettings) await this.page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: room, exact: true }).click();
  }

  /** Asks the service as this agent's console would: for what a scene needs and is not about. */
  async asks<T>(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, data?: unknown): Promise<T> {
    const answer = await this.page.request.fetch(`${this.url}/api/v1/${path}`, { method, headers: { Origin: this.url }, ...(data === undefined ? {} : { data }) });
    if (!answer.ok()) throw new Error(`${method} ${path} was answered ${answer.status()}: ${await answer.text()}`);
    const text = await answer.text();
    return (text ? JSON.parse(text) : null) as T;
  }

  /** The text of the file that comes of it. */
  async downloads(act: () => Promise<void>): Promise<string> {
    const coming = this.page.waitForEvent('download');
    await act();
    const parts: Buffer[] = [];
    for await (const part of await (await coming).createReadStream()) parts.push(part as Buffer);
    return Buffer.concat(parts).toString('utf8');
  }

  /** What the console says in passing. */
  async isTold(words: string | RegExp): Promise<void> {
    await this.page.locator('.toast').getByText(words).first().waitFor();
  }

  async becomes(status: 'Online' | 'Away'): Promise<void> {
    await this.page.getByRole('button', { name: /Change status/ }).click();
    await this.page.getByRole('menuitemradio', { name: status }).click();
    await this.page.getByRole('button', { name: new RegExp(`${status.toLowerCase()}. Change status`) }).waitFor();
  }

  async opens(who: string): Promise<void> {
    await this.row(who).click();
    await this.panel.getByRole('heading', { name: who }).waitFor();
  }

  /** Closes the panel and leaves the table, so that it goes on. */
  async turnsAway(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await this.panel.waitFor({ state: 'detached' });
    // The closing panel hands the focus back to the row, with the next picture; the table holds still until it is gone from there, too.
    await this.page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
    await expect.poll(async () => {
      await this.page.keyboard.press('Escape');
      return this.page.evaluate(() => !document.activeElement?.closest('[role="grid"]'));
    }).toBe(true);
    await this.page.mouse.move(2, 2);
  }

  async searches(words: string): Promise<void> {
    await this.page.getByRole('searchbox', { name: 'Search visitors' }).fill(words);
  }

  /** From the table; the pointer leaves it afterwards, so that it goes on. */
  async invites(who: string, text: string): Promise<void> {
    await this.row(who).hover();
    await this.row(who).getByRole('button', { name: 'Invite' }).click();
    await this.writesInvitation(text);
    await this.page.mouse.move(2, 2);
  }

  async writesInvitation(text: string): Promise<void> {
    await this.dialog.getByRole('textbox', { name: 'Message' }).fill(text);
    await this.dialog.getByRole('button', { name: 'Send invitation' }).click();
    await this.dialog.waitFor({ state: 'detached' });
  }

  /** In the room where one talks, with the first of one's own chats open. */
  async hears(words: string): Promise<void> {
    await this.page.getByRole('log').getByText(words, { exact: true }).waitFor();
  }

  async says(words: string): Promise<void> {
    const composer = this.page.getByRole('textbox', { name: /^Message to / });
    await composer.fill(words);
    await composer.press('Enter');
    await this.hears(words);
  }

  async endsTheChat(): Promise<void> {
    await this.page.getByRole('button', { name: 'End chat', exact: true }).click();
    await this.page.getByRole('button', { name: 'End now' }).click();
    await this.page.getByText(/^You ended the chat\./).waitFor();
  }

  /** The keys of the rows, from above. */
  order(): Promise<string[]> {
    return this.table.locator('[data-key]').evaluateAll((rows) =>
      rows.sort((a, b) => Number(a.ariaRowIndex ?? a.getAttribute('aria-rowindex')) - Number(b.ariaRowIndex ?? b.getAttribute('aria-rowindex'))).map((row) => row.getAttribute('data-key') ?? ''));
  }
}
