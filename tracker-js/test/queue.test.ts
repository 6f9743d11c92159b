import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Answered } from "../src/core/post";
import { createQueue } from "../src/core/queue";
import type { Beacon } from "../src/shared/wire";
import { beacon, settle, settleRandom } from "./fakes";

const delivered: Answered = { ok: true, again: false, after: 0 };
const refused: Answered = { ok: false, again: false, after: 0 };
const busy = (after = 0): Answered => ({ ok: false, again: true, after });
function kept(): { dropped: number; ids: string[] } {
  const { dropped, entries } = JSON.parse(localStorage.getItem("parlour.queue") || '{"entries":{}}');
  return { dropped, ids: Object.keys(entries) };
}

let posted: Beacon[] = [];
let answers: Answered[] = [];
const post = async (b: Beacon) => (posted.push(b), answers.shift() || delivered);

beforeEach(() => {
  vi.useFakeTimers();
  settleRandom();
  localStorage.clear();
  posted = [];
  answers = [];
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

test("a delivered beacon leaves nothing behind", async () => {
  createQueue(post, () => true).add(beacon("a"));
  expect(kept().ids).toHaveLength(1);
  await settle();
  expect(posted).toEqual([beacon("a")]);
  expect(localStorage.length).toBe(0);
});

test("an undelivered one is kept, waits its turn, and goes again with its own id and its age", async () => {
  answers = [busy()];
  createQueue(post, () => true).add(beacon("a"));
  await settle();
  expect(kept().ids).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(999);
  expect(posted).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(posted[1]).toMatchObject({ id: "a", age: 1000 });
  expect(kept().ids).toHaveLength(0);
});

test("Retry-After is waited for, with jitter on top", async () => {
  answers = [busy(5000)];
  createQueue(post, () => true).add(beacon("a"));
  await vi.advanceTimersByTimeAsync(5999);
  expect(posted).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(posted).toHaveLength(2);
});

test("while the server is away new beacons only queue, and leave in order when it is back", async () => {
  answers = [busy()];
  const queue = createQueue(post, () => true);
  queue.add(beacon("a"));
  await settle();
  queue.add(beacon("b"));
  expect(posted).toHaveLength(1);
  await queue.flush();
  expect(posted.map((b) => b.id)).toEqual(["a", "a", "b"]);
});

test("the next page delivers what this one could not", async () => {
  answers = [busy()];
  createQueue(post, () => true).add(beacon("a"));
  await settle();
  vi.clearAllTimers();
  await createQueue(post, () => true).flush();
  expect(posted.map((b) => b.id)).toEqual(["a", "a"]);
});

test("a beacon the server refuses is given up", async () => {
  answers = [refused];
  createQueue(post, () => true).add(beacon("a"));
  await settle();
  expect(localStorage.length).toBe(0);
});

test("a second tab leaves alone what the first is delivering, until the first has had its time", async () => {
  const never = () => new Promise<Answered>(() => {});
  createQueue(never, () => true).add(beacon("a"));
  const second = createQueue(post, () => true);
  await second.flush();
  expect(posted).toHaveLength(0);
  await vi.advanceTimersByTimeAsync(30_000);
  expect(posted.map((b) => b.id)).toEqual(["a"]);
});

test("beyond 200 the oldest are dropped, counted, and the count is told once", async () => {
  answers = [busy()];
  const queue = createQueue(post, () => true);
  for (let i = 0; i < 203; i++) {
    queue.add(beacon(`b${i}`));
    await settle();
  }
  expect(kept()).toMatchObject({ dropped: 3 });
  expect(kept().ids).toHaveLength(200);
  await queue.flush();
  expect(posted[1]).toMatchObject({ id: "b3", dropped: 3 });
  expect(posted.filter((b) => b.dropped)).toHaveLength(1);
  expect(localStorage.length).toBe(0);
});

test("beyond 256 kB and beyond a day the oldest are dropped", async () => {
  answers = [busy(100 * 3_600_000)];
  const queue = createQueue(post, () => true);
  for (let i = 0; i < 20; i++) {
    queue.add({ ...beacon(`b${i}`), url: "x".repeat(16_000) });
    await settle();
  }
  expect(localStorage.getItem("parlour.queue")!.length).toBeLessThanOrEqual(262_144);
  expect(kept().dropped).toBe(20 - kept().ids.length);
  vi.setSystemTime(Date.now() + 86_400_001);
  queue.add(beacon("new"));
  expect(kept().ids).toHaveLength(1);
});

test("without leave to keep anything the queue lives in memory", async () => {
  answers = [busy()];
  const queue = createQueue(post, () => false);
  queue.add(beacon("a"));
  await settle();
  expect(localStorage.length).toBe(0);
  await queue.flush();
  expect(posted).toHaveLength(2);
});

test("a farewell that cannot be sent, or would go to a server known to be away, waits for the next page", async () => {
  const queue = createQueue(post, () => true);
  queue.farewell(beacon("sent"), () => true);
  expect(localStorage.length).toBe(0);
  queue.farewell(beacon("full"), () => false);
  expect(kept().ids).toEqual(["full"]);
});
