import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Command, track } from "../src/core/main";
import type { Beacon } from "../src/shared/wire";
import { FakeSocket, settle } from "./fakes";

const ORIGIN = "https://parlour.example";
let posted: Beacon[] = [];
let left: Beacon[] = [];
let listening = new AbortController();

/** Every page's listeners go with it: one document stands for many here. */
function leavePage(): void {
  listening.abort();
  listening = new AbortController();
}

function rememberListeners(target: EventTarget): void {
  const add = target.addEventListener.bind(target);
  vi.spyOn(target, "addEventListener").mockImplementation((type, f, options) =>
    add(type, f, { ...(options as object), signal: listening.signal }));
}

const start = (required = false, queued: Command[] = []) => track("SITE", ORIGIN, required, false, queued);
const views = () => posted.filter((b) => b.type === "page_view");
const fire = (target: EventTarget, type: string, fields: object = {}) => target.dispatchEvent(Object.assign(new Event(type), fields));
const set = (target: object, name: string, value: unknown) => Object.defineProperty(target, name, { value, configurable: true });
const see = (state: string) => (set(document, "visibilityState", state), fire(document, "visibilitychange"));

const { pushState, replaceState } = history;

beforeEach(() => {
  vi.useFakeTimers();
  Object.assign(history, { pushState, replaceState });
  history.replaceState(null, "", "/lamps");
  localStorage.clear();
  document.cookie = "parlour_visitor=; max-age=0; path=/";
  posted = [];
  left = [];
  FakeSocket.made = [];
  vi.stubGlobal("WebSocket", FakeSocket);
  vi.stubGlobal("fetch", async (_: string, { body }: { body: string }) => (posted.push(JSON.parse(body)), new Response(null, { status: 204 })));
  set(navigator, "sendBeacon", (_: string, body: string) => left.push(JSON.parse(body)) > 0);
  rememberListeners(window);
  rememberListeners(document);
  see("visible");
});
afterEach(() => {
  leavePage();
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  set(navigator, "globalPrivacyControl", undefined);
  set(navigator, "doNotTrack", null);
  set(document, "prerendering", false);
});

test("a page is one page view, with a new visitor's id said to be new once", async () => {
  const parlour = start();
  parlour("event", "x" as never);
  expect(posted[0]).toMatchObject({ site: "SITE", type: "page_view", new: true, url: "https://shop.example/lamps" });
  expect(posted[0]!.visitor).toMatch(/^[0-9a-f]{32}$/);
  expect(posted[0]!.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(posted[1]).toMatchObject({ type: "event", name: "x", page_view: posted[0]!.id, visitor: posted[0]!.visitor });
  expect(posted[1]!.new).toBeUndefined();
});

test("the visitor keeps the id on the next page, and in a cookie where storage is taken away", async () => {
  start();
  leavePage();
  start();
  expect(posted[1]).toMatchObject({ visitor: posted[0]!.visitor });
  expect(posted[1]!.new).toBeUndefined();
  leavePage();
  vi.spyOn(Storage.prototype, "getItem").mockImplementation(() => { throw new Error("no"); });
  vi.spyOn(Storage.prototype, "setItem").mockImplementation(() => { throw new Error("no"); });
  start();
  leavePage();
  start();
  expect(posted[2]!.new).toBe(true);
  expect(posted[3]!.visitor).toBe(posted[2]!.visitor);
});

test("a history change is one goodbye and one page view, however many steps it takes", async () => {
  start();
  vi.advanceTimersByTime(4000);
  history.pushState(null, "", "/chairs");
  history.replaceState(null, "", "/chairs?sort=price");
  document.title = "Chairs";
  await vi.advanceTimersByTimeAsync(100);
  expect(views()).toHaveLength(2);
  expect(views()[1]).toMatchObject({ url: "https://shop.example/chairs?sort=price", title: "Chairs", referrer: expect.any(String) });
  expect(posted.filter((b) => b.type === "goodbye")).toMatchObject([{ page_view: views()[0]!.id, visible_ms: 4000 }]);
});

test("replacing the address by itself is no page view", async () => {
  start();
  history.replaceState({ x: 1 }, "", location.href);
  fire(window, "popstate");
  await vi.advanceTimersByTimeAsync(1000);
  expect(posted).toHaveLength(1);
});

test("a browser with the Navigation API is followed through it", async () => {
  const navigation = new EventTarget();
  vi.stubGlobal("navigation", navigation);
  start();
  history.pushState(null, "", "/chairs");
  fire(navigation, "currententrychange");
  await vi.advanceTimersByTimeAsync(100);
  expect(views()).toHaveLength(2);
});

test("nothing is said while prerendering or in the background, then one page view", () => {
  set(document, "prerendering", true);
  const parlour = start();
  parlour("event", "early" as never);
  expect(posted).toHaveLength(0);
  set(document, "prerendering", false);
  see("hidden");
  fire(document, "prerenderingchange");
  expect(posted).toHaveLength(0);
  expect(FakeSocket.made).toHaveLength(0);
  see("visible");
  expect(posted.map((b) => b.type)).toEqual(["page_view", "event"]);
});

test("one goodbye at pagehide with the time in sight; back from the cache is a new page view", async () => {
  start();
  FakeSocket.last().open();
  vi.advanceTimersByTime(3000);
  see("hidden");
  vi.advanceTimersByTime(5000);
  fire(window, "pagehide");
  fire(window, "pagehide");
  expect(left).toMatchObject([{ type: "goodbye", visible_ms: 3000 }]);
  const before = FakeSocket.last();
  const said = before.sent.length;
  see("hidden");
  see("visible");
  expect(before.sent).toHaveLength(said);
  fire(window, "pageshow", { persisted: true });
  expect(views()).toHaveLength(2);
  expect(FakeSocket.made).toHaveLength(2);
});

test("a site that answers for it ignores the signals", async () => {
  set(navigator, "globalPrivacyControl", true);
  track("SITE", ORIGIN, false, true, []);
  await vi.advanceTimersByTimeAsync(1000);
  expect(views()[0]!.visitor).toMatch(/^[0-9a-f]{32}$/);
  expect(views()[0]!.privacy).toBeUndefined();
});

test.each(["globalPrivacyControl", "doNotTrack"])("%s: no id, no storage, no doorway", async (signal) => {
  set(navigator, signal, signal === "doNotTrack" ? "1" : true);
  const parlour = start();
  parlour("identify", { name: "Marta" } as never);
  parlour("consent", true as never);
  await settle();
  expect(posted).toHaveLength(1);
  expect(posted[0]).toMatchObject({ privacy: true, url: "https://shop.example/lamps" });
  for (const field of ["visitor", "new", "screen", "time_zone"]) expect(posted[0]).not.toHaveProperty(field);
  expect([localStorage.length, sessionStorage.length, document.cookie, FakeSocket.made.length]).toEqual([0, 0, "", 0]);
});

test("where consent is required nothing is stored until it is given, and nothing is left when it is withdrawn", async () => {
  const parlour = start(true);
  parlour("identify", { name: "Marta" } as never);
  await settle();
  expect([localStorage.length, document.cookie, FakeSocket.made.length]).toEqual([0, "", 0]);
  parlour("consent", true as never);
  await settle();
  expect(views()[1]).toMatchObject({ new: true, visitor: expect.any(String) });
  expect(posted.at(-1)).toMatchObject({ type: "identify", user: { name: "Marta" } });
  expect(FakeSocket.made).toHaveLength(1);
  parlour("consent", false as never);
  expect([localStorage.length, document.cookie]).toEqual([0, ""]);
  parlour("event", "later" as never);
  expect(posted.at(-1)).toMatchObject({ name: "later", privacy: true });
});

test("what the page said before the tracker was there counts from the first page view on", () => {
  const said = [["event", "early"], ["consent", true]] as unknown as Command[];
  start(true, said);
  expect(posted).toMatchObject([{ type: "page_view", new: true }, { type: "event", name: "early" }]);
  leavePage();
  start(false, [["consent", false]] as unknown as Command[]);
  expect(posted[2]).toMatchObject({ privacy: true });
  expect(localStorage.length).toBe(0);
});

test("a long title is cut, but not through a character", () => {
  document.title = "🪑".repeat(600);
  start();
  expect(posted[0]!.title).toBe("🪑".repeat(512));
});

test("consent is remembered on the next page", () => {
  start(true)("consent", true as never);
  leavePage();
  start(true);
  expect(posted.at(-1)).toMatchObject({ visitor: expect.any(String) });
});

test("the doorway hears of the page, of its changes and of what the visitor does, not too often", async () => {
  start();
  FakeSocket.last().open();
  const { sent } = FakeSocket.last();
  expect(sent[0]).toMatchObject({ type: "hello", site: "SITE", page_view: posted[0]!.id, visible: true, visitor: posted[0]!.visitor });
  for (let i = 0; i < 5; i++) fire(window, "scroll");
  expect(sent.slice(1)).toEqual([{ type: "activity", visible: true }]);
  await vi.advanceTimersByTimeAsync(30_000);
  fire(window, "keydown");
  see("hidden");
  expect(sent.slice(2)).toEqual([{ type: "activity", visible: true }, { type: "activity", visible: false }]);
  history.pushState(null, "", "/chairs");
  await vi.advanceTimersByTimeAsync(100);
  expect(sent.at(-1)).toMatchObject({ type: "page", page_view: views()[1]!.id, url: "https://shop.example/chairs" });
});

test("an element with data-parlour-chat opens the chat, and nothing else is touched", () => {
  start();
  document.body.innerHTML = '<a href="/chat/KEY" data-parlour-chat><b>Ask us</b></a><a href="#more">More</a>';
  const click = (selector: string) => {
    const event = new MouseEvent("click", { bubbles: true, cancelable: true });
    document.querySelector(selector)!.dispatchEvent(event);
    return event.defaultPrevented;
  };
  expect([click("b"), click("[href='#more']")]).toEqual([true, false]);
});

test("a pointer that leaves upwards is told once a page, and through the doorway only", async () => {
  start();
  await settle();
  const socket = FakeSocket.made[0]!;
  socket.open();
  const told = () => socket.sent.filter((frame) => frame.type === "exit_intent").length;
  fire(document, "mouseout", { clientY: 40, relatedTarget: null });
  fire(document, "mouseout", { clientY: 0, relatedTarget: document.body });
  expect(told()).toBe(0);
  fire(document, "mouseout", { clientY: -2, relatedTarget: null });
  fire(document, "mouseout", { clientY: -2, relatedTarget: null });
  expect(told()).toBe(1);
  history.pushState(null, "", "/chairs");
  await vi.advanceTimersByTimeAsync(200);
  fire(document, "mouseout", { clientY: 0, relatedTarget: null });
  expect(told()).toBe(2);
  expect(posted.every((beacon) => beacon.type !== "event")).toBe(true);
});
