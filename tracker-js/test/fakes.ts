import { vi } from "vitest";
import type { Beacon, Said } from "../src/shared/wire";

/** A random source that is not one: bytes count up, and Math.random stays where it is put. */
export function settleRandom(value = 0.5): void {
  let n = 0;
  vi.spyOn(crypto, "getRandomValues").mockImplementation((array) => {
    const bytes = array as Uint8Array;
    for (let i = 0; i < bytes.length; i++) bytes[i] = n++;
    return array;
  });
  vi.spyOn(Math, "random").mockReturnValue(value);
}

export const beacon = (id: string): Beacon => ({ site: "SITE", id, type: "event", name: "x" });

/** Lets promises that wait for nothing but each other finish. */
export const settle = () => vi.advanceTimersByTimeAsync(0);

/** A server's side of WebSockets: tests open, answer and close them by hand. */
export class FakeSocket {
  static made: FakeSocket[] = [];
  static last = () => FakeSocket.made.at(-1)!;
  readyState = 0;
  sent: Said[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((e: { data: string }) => void) | null = null;
  onclose: (() => void) | null = null;

  constructor(readonly url: string) {
    FakeSocket.made.push(this);
  }
  send(text: string): void {
    this.sent.push(JSON.parse(text));
  }
  open(): void {
    this.readyState = 1;
    this.onopen?.();
  }
  answer(frame: object): void {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }
  close(): void {
    this.readyState = 3;
    this.onclose?.();
  }
}
