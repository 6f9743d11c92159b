import type { Heard, Said } from "../shared/wire";
import { guard } from "./guard";

/** One way through the door. `closed` is called at most once, and not after `close`. */
export interface Transport {
  say(frame: Said): void;
  close(): void;
}

export interface Ends {
  hello(): Said;
  heard(frame: Heard): void;
  opened(): void;
  closed(): void;
}

export function socket(origin: string, ends: Ends): Transport {
  const ws = new WebSocket(origin.replace(/^http/, "ws") + "/d");
  const say = (frame: Said) => ws.readyState === 1 && ws.send(JSON.stringify(frame));
  ws.onopen = guard(() => {
    ends.opened();
    say(ends.hello());
  });
  ws.onmessage = guard((e: MessageEvent) => ends.heard(JSON.parse(e.data)));
  const end = guard(() => {
    ws.onclose = ws.onerror = null;
    ends.closed();
  });
  ws.onclose = end;
  // Where the host's policy refuses the address, Chromium tells of an error and of nothing else.
  ws.onerror = () => ws.readyState === 3 && end();
  return {
    say,
    close() {
      ws.onopen = ws.onmessage = ws.onclose = ws.onerror = null;
      ws.close();
    },
  };
}
