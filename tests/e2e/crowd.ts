// Visitors who are only told of: what their pages would say comes as beacons, through the proxy the house trusts.
import { randomBytes, randomUUID } from 'node:crypto';
import type { House } from './house';
import type { Shop } from './shop';
import { USUAL } from './visitor';

export interface Told {
  /** The pages in their order, each a path or a path and what its address carries. */
  pages: readonly string[];
  /** 32 hex digits; without them it is somebody new. */
  visitor?: string;
  address?: string;
  userAgent?: string;
  referrer?: string;
  language?: string;
  /** On the last page, with its value. */
  event?: readonly [name: string, value: number];
}

export const somebody = (): string => randomBytes(16).toString('hex');

/** Nobody whose city is known. */
const ELSEWHERE = '192.0.2.1';

export class Crowd {
  constructor(readonly house: House, readonly shop: Shop, readonly titles: (path: string) => string = (path) => path) {}

  /** Sees these pages, one after the other; the id by which they come back. */
  async sees({ pages, visitor = somebody(), address = ELSEWHERE, userAgent = USUAL, referrer = '', language = 'en-GB', event }: Told): Promise<string> {
    const say = (beacon: object) => this.#say({ visitor, language, ...beacon }, { 'User-Agent': userAgent, 'X-Forwarded-For': address });
    let page_view = '';
    for (const [at, page] of pages.entries()) {
      page_view = randomUUID();
      const url = this.shop.origin + page;
      await say({ type: 'page_view', id: page_view, url, title: this.titles(new URL(url).pathname), referrer: at === 0 ? referrer : this.shop.origin + pages[at - 1] });
    }
    if (event) await say({ type: 'event', id: randomUUID(), page_view, name: event[0], value: event[1] });
    return visitor;
  }

  async #say(beacon: object, headers: Record<string, string>): Promise<void> {
    const answer = await fetch(`${this.house.url}/b`, { method: 'POST', headers: { 'Content-Type': 'text/plain', Origin: this.shop.origin, ...headers }, body: JSON.stringify({ site: this.shop.key, ...beacon }) });
    if (answer.status !== 204) throw new Error(`the beacon was answered ${answer.status}: ${await answer.text()}`);
  }
}
