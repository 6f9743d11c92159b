import { randomHex } from "./random";
import { read, remove, write } from "./storage";

const KEY = "parlour.visitor";
const COOKIE = "parlour_visitor=";
const YEAR = 365 * 24 * 3600;

export interface Visitor {
  id: string;
  /** Made just now; taken off once the first beacon has carried it. */
  fresh: boolean;
}

/** The id this browser came with, or a new one: 128 random bits. */
export function visitor(): Visitor {
  const kept = valid(read(KEY)) || valid(cookie());
  const id = kept || randomHex(16);
  if (!kept && !write(KEY, id)) setCookie(id, YEAR);
  return { id, fresh: !kept };
}

/** Takes every trace of this browser's id, and of beacons that carry it, out of storage. */
export function forget(): void {
  remove(KEY);
  remove("parlour.queue");
  if (cookie()) setCookie("", 0);
}

const valid = (id: string | null | undefined) => (id && /^[0-9a-f]{32}$/.test(id) ? id : "");

const cookie = () => document.cookie.split("; ").find((c) => c.startsWith(COOKIE))?.slice(COOKIE.length);

function setCookie(id: string, seconds: number): void {
  const secure = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `${COOKIE}${id}; max-age=${seconds}; path=/; samesite=lax${secure}`;
}
