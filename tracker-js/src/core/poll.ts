import type { Heard, Said } from "../shared/wire";
import type { Ends, Transport } from "./socket";

interface Polled {
  frames: { n: number; frame: Heard }[];
}

/** The doorway without WebSockets: one request waits for frames, others carry ours at once. */
export function poll(origin: string, ends: Ends): Transport {
  const url = origin + "/d/poll";
  const abort = new AbortController();
  let after = 0;
  let open = true;

  const body = (frames: Said[], wait?: boolean) => JSON.stringify({ hello: ends.hello(), after, frames, wait });

  async function ask(frames: Said[], wait?: boolean): Promise<void> {
    try {
      const r = await fetch(url, { method: "POST", body: body(frames, wait), credentials: "omit", signal: abort.signal });
      if (!r.ok) throw r;
      const polled: Polled = await r.json();
      for (const { n, frame } of polled.frames) {
        if (!open || n <= after) continue;
        after = n;
        ends.heard(frame);
      }
    } catch {
      if (open) ends.closed();
      open = false;
    }
  }

  async function stay(): Promise<void> {
    while (open) await ask([]);
  }

  void stay();
  return {
    say: (frame) => void ask([frame], false),
    close() {
      if (open) navigator.sendBeacon(url, body([{ type: "bye" }]));
      open = false;
      abort.abort();
    },
  };
}
