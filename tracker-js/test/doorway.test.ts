import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createDoorway } from "../src/core/doorway";
import type { Heard } from "../src/shared/wire";
import { FakeSocket, settle, settleRandom } from "./fakes";

const WELCOME = { type: "welcome", style: {}, chat: null };
let heard: Heard[] = [];
let asked: { after: number; frames: { type: string }[]; wait?: boolean }[] = [];
let polled: ((body: object) => void)[] = [];

const open = () => {
  const doorway = createDoorway("https://parlour.example", () => ({ type: "hello" }), (frame) => heard.push(frame));
  doorway.open();
  return doorway;
};

beforeEach(() => {
  vi.useFakeTimers();
  settleRandom(0.5);
  heard = [];
  asked = [];
  polled = [];
  FakeSocket.made = [];
  vi.stubGlobal("WebSocket", FakeSocket);
  vi.stubGlobal("fetch", (_: string, { body }: { body: string }) => {
    asked.push(JSON.parse(body));
    return new Promise((resolve) => polled.push((answer) => resolve(Response.json(answer))));
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

test("hello comes first, and frames are handed on", () => {
  open();
  expect(FakeSocket.last().url).toBe("wss://parlour.example/d");
  FakeSocket.last().open();
  FakeSocket.last().answer(WELCOME);
  expect(FakeSocket.last().sent).toEqual([{ type: "hello" }]);
  expect(heard).toEqual([WELCOME]);
});

test("a lost doorway is reopened later and later, up to a minute, and soon again once it was welcome", async () => {
  open();
  const waits: number[] = [];
  for (let i = 0; i < 9; i++) {
    FakeSocket.last().open();
    FakeSocket.last().close();
    const made = FakeSocket.made.length;
    let waited = 0;
    while (FakeSocket.made.length === made) await vi.advanceTimersByTimeAsync(500), (waited += 500);
    waits.push(waited);
  }
  expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 16000, 30000, 30000, 30000]);
  FakeSocket.last().open();
  FakeSocket.last().answer(WELCOME);
  FakeSocket.last().close();
  await vi.advanceTimersByTimeAsync(500);
  expect(FakeSocket.made).toHaveLength(11);
});

test("a server that closes says when to come back", async () => {
  open();
  FakeSocket.last().open();
  FakeSocket.last().answer({ type: "closing", retry_ms: 10_000 });
  FakeSocket.last().close();
  await vi.advanceTimersByTimeAsync(15_499);
  expect(FakeSocket.made).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(FakeSocket.made).toHaveLength(2);
});

test("after two failures to open it polls: frames once each and in order, its own at once, and a bye", async () => {
  const bye = vi.fn();
  Object.defineProperty(navigator, "sendBeacon", { value: bye, configurable: true });
  const doorway = open();
  FakeSocket.last().close();
  await vi.advanceTimersByTimeAsync(500);
  FakeSocket.last().close();
  await vi.advanceTimersByTimeAsync(1000);
  expect(FakeSocket.made).toHaveLength(2);
  expect(asked).toMatchObject([{ hello: { type: "hello" }, after: 0, frames: [] }]);
  heard = [];
  polled[0]!({ frames: [{ n: 1, frame: WELCOME }] });
  await settle();
  doorway.say({ type: "activity" });
  expect(asked.slice(1)).toMatchObject([{ after: 1, frames: [] }, { after: 1, frames: [{ type: "activity" }], wait: false }]);
  polled[2]!({ frames: [{ n: 2, frame: { type: "typing" } }] });
  await settle();
  polled[1]!({ frames: [{ n: 2, frame: { type: "typing" } }] });
  await settle();
  expect(heard.map((f) => f.type)).toEqual(["welcome", "typing"]);
  doorway.close();
  expect(JSON.parse(bye.mock.calls[0]![1]).frames).toEqual([{ type: "bye" }]);
});

test("a closed doorway stays closed", async () => {
  const doorway = open();
  FakeSocket.last().open();
  doorway.close();
  doorway.say({ type: "activity" });
  await vi.advanceTimersByTimeAsync(600_000);
  expect(FakeSocket.made).toHaveLength(1);
  expect(FakeSocket.last().sent).toEqual([{ type: "hello" }]);
});
