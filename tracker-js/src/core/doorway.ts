import type { Heard, Said } from "../shared/wire";
import { backoff } from "./backoff";
import { guard } from "./guard";
import { poll } from "./poll";
import { type Ends, socket, type Transport } from "./socket";

/** Keeps the visitor's connection: comes back when it is lost, and polls where WebSockets do not get through. */
export function createDoorway(origin: string, hello: () => Said, receive: (frame: Heard) => void) {
  let transport: Transport | undefined;
  let timer = 0;
  let failures = 0;
  let unopened = 0;
  let retry = 0;

  const ends: Ends = {
    hello,
    opened: () => (unopened = -1),
    heard: guard((frame: Heard) => {
      if (frame.type === "welcome") failures = retry = 0;
      if (frame.type === "closing") retry = frame.retry_ms;
      else receive(frame);
    }),
    closed: lost,
  };

  function connect(): void {
    timer = 0;
    try {
      transport = (unopened > 1 ? poll : socket)(origin, ends);
    } catch {
      lost();
    }
  }

  function lost(): void {
    transport = undefined;
    if (unopened >= 0) unopened++;
    timer = setTimeout(connect, retry * (1 + Math.random()) + backoff(failures++, 1000, 60_000));
    receive({ type: "lost" });
  }

  return {
    say: (frame: Said) => transport?.say(frame),
    open: () => {
      if (!transport && !timer) connect();
    },
    close() {
      clearTimeout(timer);
      timer = 0;
      transport?.close();
      transport = undefined;
    },
  };
}
