// The line between a browser and the house: it can be cut, as lines are, in the middle of a word.
import { connect, createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import type { House } from './house';

export class Line {
  readonly #server: Server;
  readonly #ends = new Set<Socket>();
  #whole = true;

  private constructor(readonly house: House) {
    this.#server = createServer((near) => this.#join(near));
  }

  static async open(house: House): Promise<Line> {
    const line = new Line(house);
    await new Promise<void>((listening) => line.#server.listen(0, '127.0.0.1', listening));
    return line;
  }

  get host(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get url(): string {
    return `http://${this.host}`;
  }

  site(origin: string): Promise<string> {
    return this.house.site(origin);
  }

  /** Everything on it is torn, and nothing gets through until it is mended. */
  cut(): void {
    this.#whole = false;
    for (const end of this.#ends) end.destroy();
  }

  mend(): void {
    this.#whole = true;
  }

  close(): void {
    this.cut();
    this.#server.close();
  }

  #join(near: Socket): void {
    if (!this.#whole) return void near.destroy();
    const far = connect(Number(new URL(this.house.url).port), '127.0.0.1');
    for (const [one, other] of [[near, far], [far, near]] as const) {
      this.#ends.add(one);
      one.on('error', () => other.destroy()).on('close', () => (this.#ends.delete(one), other.destroy()));
      one.pipe(other);
    }
  }
}
