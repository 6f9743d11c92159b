import { afterEach, beforeEach, vi } from "vitest";
import { createDesk } from "../src/chat/desk";
import { speak } from "../src/chat/words";
import type { Chat, Heard, Link, Message, Said, Settings } from "../src/shared/wire";
import words from "../src/words/en";

const STYLE = { kind: "button", color: "#2f4a3e", position: "right", greeting: "", company: "Harrow & Pine" } as const;
const SETTINGS: Settings = { preview_typing: false, files: true, texts: {}, form: { name: "optional", email: "off", question: "required" } };
const ADA = { name: "Ada", initials: "A" };

export let said: Said[] = [];
export let notes: Record<string, string> = {};
let leave = (): void => {};

/** A page for every test, with what jsdom lacks. */
export function freshPage(): void {
  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal("CSSStyleSheet", class { replaceSync(): void {} });
    vi.stubGlobal("ResizeObserver", class { observe(): void {} });
    vi.stubGlobal("matchMedia", () => ({ matches: false }));
    speak(words, "en");
    said = [];
    notes = {};
  });
  afterEach(() => {
    leave();
    document.title = "";
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });
}

/** One page: the desk, what it says, and what stands on the screen. */
export function page(settings: Partial<Settings> = {}, kind: "button" | "none" = "button", visitor: string | undefined = "0".repeat(32)) {
  const kept = { ...notes };
  leave();
  notes = kept;
  said = [];
  const link: Link = {
    style: { ...STYLE, kind }, settings: { ...SETTINGS, ...settings }, origin: "https://parlour.example",
    hello: () => ({ type: "hello", site: "SITE", visitor, url: "https://shop.example/lamps" }),
    say: (frame) => said.push(frame),
    answer: async () => {},
    note: (name, text) => (text === undefined ? notes[name] || "" : (notes[name] = text)),
  };
  const desk = createDesk(link);
  leave = () => (desk.receive({ type: "over" }), document.body.replaceChildren());
  const root = document.querySelector("#parlour-chat")!.shadowRoot!;
  const all = (selector: string) => [...root.querySelectorAll<HTMLElement>(selector)].filter((e) => !e.closest("[hidden]"));
  const one = (selector: string) => all(selector)[0]!;
  return {
    all, one, desk,
    hears: (frame: object) => desk.receive(frame as Heard),
    welcome(chat: Chat | null = null) {
      desk.receive({ type: "welcome", style: link.style, settings: link.settings!, chat });
      said = said.filter(({ type }) => type !== "desk");
    },
    button: (name: string) => all("button").find((b) => b.textContent === name || b.getAttribute("aria-label") === name)!,
    writes(selector: string, text: string) {
      Object.assign(one(selector), { value: text }).dispatchEvent(new Event("input"));
    },
    sends: () => one("form button:not([type])").closest("form")!.requestSubmit(),
    lines: () => all("li.agent, li.visitor").map((li) => li.querySelector(".say, .bare")!.textContent),
    visible: () => all("section")[0] !== undefined,
    words: () => one(".hello")?.textContent,
  };
}

export const message = (seq: number, from: Message["from"], text: string, more: Partial<Message> = {}): Message =>
  ({ chat: "c", seq, from, name: from === "agent" ? "Ada" : "", text, at: seq, kind: "text", ...more });
export const chat = (more: Partial<Chat> = {}) =>
  ({ type: "chat" as const, id: "c", state: "active" as const, agent: ADA, agents: [ADA], messages: [], last_seq: 0, ...more });
export const types = () => said.map(({ type }) => type);

/** A page with a chat that an agent has taken, its window open. */
export function talking(settings: Partial<Settings> = {}, messages: Message[] = [message(1, "agent", "Good evening")]) {
  const shown = page(settings);
  shown.welcome(chat({ messages, last_seq: messages.length }));
  shown.desk.open(false);
  said = [];
  return shown;
}
