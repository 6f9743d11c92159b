// A visitor in the shop: a usual browser, the card, the chat's window.
import { randomBytes, randomUUID } from 'node:crypto';
import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { watchHarm } from './harm';
import type { Harm } from './harm';
import type { House } from './house';
import type { Shop } from './shop';

/** A headless browser says that it is one, and would be taken for a bot. */
export const USUAL = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36';

export interface VisitorOptions extends BrowserContextOptions {
  /** The address they come from; without one it is this machine's, which is in no city. */
  address?: string;
}

/** What the welcome screen asks. */
export interface Call {
  name: string;
  email?: string;
  question?: string;
  department?: string;
}

export class Visitor {
  private constructor(readonly context: BrowserContext, readonly page: Page, readonly shop: Shop, readonly harm: Harm) {}

  static async comes(browser: Browser, house: House, shop: Shop, { address, ...options }: VisitorOptions): Promise<Visitor> {
    const context = await browser.newContext({ userAgent: USUAL, viewport: { width: 1100, height: 700 }, ...options });
    context.setDefaultTimeout(25_000);
    const harm = await watchHarm(context);
    if (address) await cameFrom(address, context, house, shop);
    return new Visitor(context, await context.newPage(), shop, harm);
  }

  async opens(path: string): Promise<void> {
    await this.page.goto(this.shop.origin + path);
  }

  /** The same person, another tab. */
  async opensTab(path: string): Promise<Visitor> {
    const tab = new Visitor(this.context, await this.context.newPage(), this.shop, this.harm);
    await tab.opens(path);
    return tab;
  }

  /** Away from the shop; the browser stays open, so that the last page can still say so. */
  async leaves(): Promise<void> {
    await this.page.goto('about:blank');
  }

  get card(): Locator {
    return this.page.getByRole('dialog', { name: /invites you to chat$/ });
  }

  get window(): Locator {
    return this.page.getByRole('dialog', { name: /^Chat with / });
  }

  async sees(words: string): Promise<void> {
    await this.card.getByText(words, { exact: true }).waitFor();
  }

  /** What the card says is left, in seconds. Before it was seen there is nothing. */
  async left(): Promise<number> {
    const words = await this.card.getByText(/^\d:\d\d$/).textContent();
    const [minutes = '', seconds = ''] = words?.split(':') ?? [];
    return Number(minutes) * 60 + Number(seconds);
  }

  async replies(words: string): Promise<void> {
    const reply = this.card.getByRole('textbox', { name: 'Your reply' });
    await reply.fill(words);
    await reply.press('Enter');
    await this.hears(words);
  }

  async says(words: string): Promise<void> {
    const message = this.window.getByRole('textbox', { name: 'Message' });
    await message.fill(words);
    await message.press('Enter');
    await this.hears(words);
  }

  /** From the chat link to the call: what somebody writes who needs help. */
  async calls(call: Call): Promise<void> {
    await this.opensChat();
    await this.fills(call);
    await this.window.getByRole('button', { name: 'Start chat' }).click();
    await this.window.getByText('We are calling somebody.').waitFor();
  }

  async fills({ name, email, question, department }: Call): Promise<void> {
    const field = (label: string | RegExp) => this.window.getByLabel(label).filter({ visible: true });
    await field('Your name').fill(name);
    if (email) await field('E-mail').fill(email);
    if (department) await this.window.getByRole('radio', { name: new RegExp(`^${department}`) }).check();
    if (question) await field(/^(Your question|Message)/).fill(question);
  }

  /** Somebody has come: there is a field to write into, and nobody is called any more. */
  async isInChat(): Promise<void> {
    await this.window.getByRole('textbox', { name: 'Message' }).waitFor();
    await this.window.getByText('We are calling somebody.').waitFor({ state: 'hidden' });
  }

  /** All that the visitor reads and could press, for comparing before and after. */
  async looksAt(): Promise<string> {
    return this.window.ariaSnapshot();
  }

  /** Opens the chat again where it is minimised. */
  async opensChat(): Promise<void> {
    await this.page.getByRole('button', { name: /^Chat with us/ }).click();
  }

  async hears(words: string): Promise<void> {
    await this.window.getByRole('log').locator('li').filter({ hasText: words }).last().waitFor();
  }
}

/** A browser does not choose its address, so the first page view is told in its name, through the proxy the house trusts. */
async function cameFrom(address: string, context: BrowserContext, house: House, shop: Shop): Promise<void> {
  const visitor = randomBytes(16).toString('hex');
  const beacon = { site: shop.key, id: randomUUID(), type: 'page_view', visitor, url: `${shop.origin}/`, title: 'Harrow & Pine', referrer: '' };
  const headers = { 'Content-Type': 'text/plain', Origin: shop.origin, 'User-Agent': USUAL, 'X-Forwarded-For': address };
  const answer = await fetch(`${house.url}/b`, { method: 'POST', headers, body: JSON.stringify(beacon) });
  if (answer.status !== 204) throw new Error(`the beacon was answered ${answer.status}: ${await answer.text()}`);
  await context.addInitScript(([key, id]) => localStorage.setItem(key, id), ['parlour.visitor', visitor] as const);
}
