// Somebody else's website: another origin, under a strict content policy, with the tracking code on every page.
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the shop says with a page; `sockets: false` forbids WebSockets, as some networks do. */
interface Policy {
  house: string;
  sockets: boolean;
}

/** The service as the shop's pages reach it: the house itself, or a line to it. */
export interface Served {
  url: string;
  host: string;
  site(origin: string): Promise<string>;
}

const TITLES: Record<string, string> = { '/': 'Harrow & Pine', '/lamps': 'Lamps', '/chairs': 'Chairs', '/tables': 'Tables', '/order.html': 'Your order' };

/** The smallest picture there is: one point. */
const PICTURE = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

/** A link with `data-soft` changes the address without a new document, as a single-page application does. */
const SCRIPT = `
addEventListener('click', (event) => {
  const link = event.target.closest('a[data-soft]');
  if (!link) return;
  event.preventDefault();
  history.pushState(null, '', link.href);
  document.title = link.textContent;
});
window.parlour = window.parlour || function () { (window.parlour.q = window.parlour.q || []).push(arguments); };
`;

export class Shop {
  readonly #server: Server;
  #key = '';

  private constructor(server: Server, readonly origin: string) {
    this.#server = server;
  }

  static async open(house: Served): Promise<Shop> {
    const server = createServer((request, response) => shop.#answer(request, response, house));
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const shop = new Shop(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    shop.#key = await house.site(shop.origin);
    return shop;
  }

  get key(): string {
    return this.#key;
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  #answer(request: IncomingMessage, response: ServerResponse, house: Served): void {
    const url = new URL(request.url ?? '/', this.origin);
    if (url.pathname === '/shop.js') return void response.setHeader('Content-Type', 'text/javascript').end(SCRIPT);
    if (url.pathname === '/favicon.ico') return void response.writeHead(204).end();
    if (url.pathname === '/lamp.png') return void response.setHeader('Content-Type', 'image/png').end(PICTURE);
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.setHeader('Content-Security-Policy', policy({ house: house.host, sockets: !url.searchParams.has('no-sockets') }));
    response.end(page(url.pathname, `${house.url}/t.js`, this.#key));
  }
}

function policy({ house, sockets }: Policy): string {
  return [
    "default-src 'self'", `script-src 'self' ${house}`, `connect-src 'self' ${house}${sockets ? ` ws://${house}` : ''}`,
    `img-src 'self' ${house}`, "style-src 'self'", "require-trusted-types-for 'script'", "trusted-types 'none'",
  ].join('; ');
}

const page = (path: string, tracker: string, key: string) => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${TITLES[path] ?? 'Elsewhere'}</title>
<script src="/shop.js"></script>
<script defer src="${tracker}" data-site="${key}"></script></head>
<body><main><h1>${TITLES[path] ?? 'Elsewhere'}</h1>
<p><a href="/lamps">Lamps</a> <a href="/chairs">Chairs</a> <a href="/tables" data-soft>Tables</a></p>
<form><label>Search <input name="q"></label></form></main></body></html>`;
