import type { Beacon } from "../shared/wire";

export interface Answered {
  ok: boolean;
  /** Not delivered, and worth another try after so many milliseconds. */
  again: boolean;
  after: number;
}

export type Post = (beacon: Beacon) => Promise<Answered>;

/** Beacons over fetch: text/plain needs no preflight, keepalive outlives the page. */
export const createPost =
  (url: string): Post =>
  async (beacon) => {
    try {
      const r = await fetch(url, { method: "POST", body: JSON.stringify(beacon), keepalive: true, credentials: "omit" });
      return { ok: r.ok, again: r.status === 429 || r.status > 499, after: +r.headers.get("retry-after")! * 1000 || 0 };
    } catch {
      return { ok: false, again: true, after: 0 };
    }
  };
