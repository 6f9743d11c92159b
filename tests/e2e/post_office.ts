// A mail server of one's own: it speaks SMTP, keeps every letter that was handed to it, and can be told to refuse them.
import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { createInterface } from 'node:readline';

export interface Letter {
  from: string;
  to: string[];
  /** Headers and body as they came, transfer encodings undone. */
  text: string;
}

export class PostOffice {
  readonly letters: Letter[] = [];
  /** While it is true, every letter is answered “try again later”. */
  refuses = false;
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((socket) => void this.#serve(socket).catch(() => socket.destroy()));
  }

  static async open(): Promise<PostOffice> {
    const office = new PostOffice();
    await new Promise<void>((listening) => office.#server.listen(0, '127.0.0.1', listening));
    return office;
  }

  get url(): string {
    return `smtp://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  to(address: string): Letter[] {
    return this.letters.filter((letter) => letter.to.includes(address));
  }

  close(): void {
    this.#server.close();
  }

  async #serve(socket: Socket): Promise<void> {
    const say = (line: string) => socket.write(`${line}\r\n`);
    let letter: Letter = { from: '', to: [], text: '' };
    let body: string[] | null = null;
    say('220 post office');
    for await (const line of createInterface({ input: socket, crlfDelay: Infinity })) {
      if (body && line !== '.') body.push(line.replace(/^\.\./, '.'));
      else if (body) {
        if (!this.refuses) this.letters.push({ ...letter, text: plain(body.join('\n')) });
        say(this.refuses ? '451 the shelves are full, try again later' : '250 kept');
        [body, letter] = [null, { from: '', to: [], text: '' }];
      } else if (/^(EHLO|HELO)/i.test(line)) say('250 post office');
      else if (/^MAIL FROM/i.test(line)) (letter.from = address(line)), say('250 fine');
      else if (/^RCPT TO/i.test(line)) letter.to.push(address(line)), say('250 fine');
      else if (/^DATA/i.test(line)) (body = []), say('354 go on, end with a dot');
      else if (/^QUIT/i.test(line)) say('221 good-bye'), socket.end();
      else say('250 fine');
    }
  }
}

const address = (line: string): string => /<([^>]*)>/.exec(line)?.[1] ?? '';

/** A letter with its quoted-printable and Base64 parts as the words they hold. */
export function plain(text: string): string {
  const parts = text.split(/\n(?=--)/);
  return parts.map((part) => {
    const [, head = '', body = ''] = /^([\s\S]*?)\n\n([\s\S]*)$/.exec(part) ?? [];
    if (/^Content-Transfer-Encoding: base64/im.test(head)) return `${head}\n\n${Buffer.from(body, 'base64').toString('utf8')}`;
    if (!/^Content-Transfer-Encoding: quoted-printable/im.test(head)) return part;
    const bytes = body.replace(/=\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
    return `${head}\n\n${Buffer.from(bytes, 'latin1').toString('utf8')}`;
  }).join('\n');
}
