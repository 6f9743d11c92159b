// The room where one talks, in the words of the screen: who rings, the tabs, the transcript, the composer.
import type { Locator, Page } from 'playwright-core';

export class ChatRoom {
  constructor(readonly page: Page) {}

  /** Who rings or is offered, wherever in the console one is: the note in other rooms, the tab in this one. */
  asks(who: string): Locator {
    return this.page.locator('.ringing .ringnote, .tabs__asking .tab').filter({ hasText: who });
  }

  async rings(who: string): Promise<void> {
    await this.asks(who).first().waitFor();
  }

  async isQuiet(who: string): Promise<void> {
    await this.asks(who).first().waitFor({ state: 'detached' });
  }

  async accepts(who: string): Promise<void> {
    await this.asks(who).first().getByRole('button', { name: 'Accept' }).click();
    await this.pane(who).waitFor();
    await this.composer(who).waitFor();
  }

  async declines(who: string): Promise<void> {
    await this.asks(who).first().getByRole('button', { name: `Decline ${who}` }).click();
    await this.isQuiet(who);
  }

  tab(who: string): Locator {
    return this.page.getByRole('group', { name: 'Chats' }).locator('.tab').filter({ hasText: who });
  }

  async opens(who: string): Promise<void> {
    await this.tab(who).locator('.tab__name').click();
  }

  pane(who: string): Locator {
    return this.page.getByRole('region', { name: `Chat with ${who}` });
  }

  composer(who: string): Locator {
    return this.page.getByRole('textbox', { name: `Message to ${who}` });
  }

  get log(): Locator {
    return this.page.getByRole('log');
  }

  async hears(words: string): Promise<void> {
    await this.log.getByText(words, { exact: true }).waitFor();
  }

  /** What is being typed may begin with a slash and open a menu: Escape puts it away before Enter. */
  async says(who: string, words: string): Promise<void> {
    await this.composer(who).fill(words);
    await this.composer(who).press('Enter');
    await this.hears(words);
  }

  async whispers(words: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Whisper', exact: true }).first().click();
    const field = this.page.getByRole('textbox', { name: /^Whisper/ });
    await field.fill(words);
    await field.press('Enter');
    await this.hears(words);
    await this.page.getByRole('button', { name: 'Whisper', exact: true }).first().click();
  }

  /** One of the things above the transcript. */
  async does(word: 'Transfer' | 'Bring in' | 'Send link' | 'Leave' | 'Block' | 'End chat'): Promise<void> {
    await this.page.locator('.chatbar__do').getByRole('button', { name: word, exact: true }).click();
  }

  /** By the dialog, not from within a message. */
  async pushes(who: string, address: string): Promise<void> {
    await this.does('Send link');
    const box = this.dialog(`Send a link to ${who}`);
    await box.getByLabel('Address').fill(address);
    await box.getByRole('button', { name: 'Send link' }).click();
    await box.waitFor({ state: 'detached' });
  }

  dialog(name: string | RegExp): Locator {
    return this.page.getByRole('dialog', { name });
  }

  /** Offers the chat to a colleague, from the list. */
  async offers(how: 'Transfer' | 'Bring in', to: string, note = ''): Promise<void> {
    await this.does(how);
    const box = this.dialog(how === 'Transfer' ? /^Transfer / : /^Bring a colleague/);
    await box.getByRole('radio', { name: new RegExp(to) }).check();
    if (note) await box.getByRole('textbox', { name: /^Note/ }).fill(note);
    await box.getByRole('button', { name: how === 'Transfer' ? 'Offer the chat' : 'Ask them in' }).click();
    await box.waitFor({ state: 'detached' });
  }
}
