// Everything a scene needs: the house, the shop, a browser, and the people.
import { chromium } from 'playwright-core';
import type { Browser, BrowserContextOptions, LaunchOptions } from 'playwright-core';
import { test } from 'vitest';
import { Agent } from './agent';
import { House } from './house';
import { Shop } from './shop';
import { USUAL, Visitor } from './visitor';
import type { VisitorOptions } from './visitor';

/** What a page says while it is left goes out in the browser's own name, not in that of its context. */
const FLAGS = [`--user-agent=${USUAL}`, '--no-sandbox', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'];

/** A browser that crashes before it has shown anything says nothing about us: it is started again, twice at most. */
async function launch(options: LaunchOptions, tries = 3): Promise<Browser> {
  try {
    return await chromium.launch(options);
  } catch (error) {
    if (tries === 1) throw error;
    return launch(options, tries - 1);
  }
}

export class Stage {
  private constructor(readonly house: House, readonly shop: Shop, readonly browser: Browser) {}

  static async open(settings: Record<string, string> = {}): Promise<Stage> {
    const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
    // Playwright turns the back-forward cache off; visitors have it on.
    const ignoreDefaultArgs = ['--disable-back-forward-cache'];
    const house = await House.open(settings);
    const [shop, browser] = await Promise.all([Shop.open(house), launch({ executablePath, args: FLAGS, ignoreDefaultArgs })]);
    return new Stage(house, shop, browser);
  }

  /** An agent with an account of this name, signed in and looking at Who's On. */
  async agent(name: string, options: BrowserContextOptions = {}): Promise<Agent> {
    const agent = await this.console(options);
    await agent.signsIn(await this.house.agent(name));
    return agent;
  }

  async administrator(options: BrowserContextOptions = {}): Promise<Agent> {
    const agent = await this.console(options);
    await agent.signsIn(this.house.opened.admin);
    return agent;
  }

  /** A console with nobody signed in. */
  console(options: BrowserContextOptions = {}): Promise<Agent> {
    return Agent.sitsDown(this.browser, this.house.url, options);
  }

  visitor(options: VisitorOptions = {}): Promise<Visitor> {
    return Visitor.comes(this.browser, this.house, this.shop, options);
  }

  /** A visitor who has called, and whose call this agent has taken. */
  async inChat(agent: Agent, name: string, options: VisitorOptions = {}): Promise<Visitor> {
    const visitor = await this.visitor(options);
    await visitor.opens('/lamps');
    await visitor.calls({ name, question: `This is ${name}.` });
    await agent.chats.accepts(name);
    await visitor.isInChat();
    return visitor;
  }

  async close(): Promise<void> {
    await this.browser.close();
    this.shop.close();
    await this.house.close();
  }
}

/** A scene at the desk: its file has one stage, where Ada and Ben sit down once they are named, each at a console of their own. */
export const scene = test
  .extend('stage', { scope: 'file' }, async ({}, { onCleanup }) => {
    const stage = await Stage.open();
    onCleanup(() => stage.close());
    return stage;
  })
  .extend('ada', { scope: 'file' }, ({ stage }) => stage.agent('Ada Lovelace'))
  .extend('ben', { scope: 'file' }, ({ stage }) => stage.agent('Ben Nevis'));
