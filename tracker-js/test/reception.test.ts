import { expect, test, vi } from "vitest";
import words from "../src/words/en";
import { chat, freshPage, message, notes, page, said, talking, types } from "./page";

freshPage();

test("the welcome screen asks what the site wants, and who is there, again while it is open", async () => {
  const shown = page();
  shown.welcome();
  expect([shown.visible(), types()]).toEqual([false, []]);
  shown.button("Chat with us").click();
  expect(shown.all("label").map((l) => l.textContent)).toEqual(["Your name if you like", "Your question"]);
  await vi.advanceTimersByTimeAsync(30_000);
  expect(types()).toEqual(["desk", "desk"]);
  shown.button("Close").click();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(types()).toHaveLength(2);
});

test("a call is said with its words, rings, and becomes a conversation", () => {
  const shown = page();
  shown.welcome();
  shown.desk.open(false);
  shown.sends();
  expect([shown.one("#text-problem").textContent, types()]).toEqual(["Your question is missing.", ["desk"]]);
  shown.writes("#name", "Marta");
  shown.writes("#text", "Is it in stock?");
  shown.sends();
  const call = said.find(({ type }) => type === "call")!;
  expect(call).toMatchObject({ name: "Marta", email: "", text: "Is it in stock?", department: null });
  shown.hears({ type: "ack", client_id: call.client_id, chat: "c", seq: 1 });
  shown.hears(chat({ state: "ringing", agent: null, agents: [], last_seq: 1 }));
  expect(shown.one(".calling p").textContent).toBe(words.calling);
  shown.hears(chat({ last_seq: 1 }));
  expect([shown.all(".calling"), shown.lines(), shown.one(".head b").textContent]).toEqual([[], ["Is it in stock?"], "Ada"]);
});

test("departments are a choice; who is not there cannot be called", () => {
  const shown = page();
  shown.welcome();
  shown.desk.open(false);
  shown.hears({ type: "desk", open: true, blocked: false, departments: [{ id: "1", name: "Sales", open: true }, { id: "2", name: "Workshop", open: false }] });
  expect(shown.all("input[type=radio]").map((r) => (r as HTMLInputElement).disabled)).toEqual([false, true]);
  shown.writes("#text", "Hello");
  shown.sends();
  expect([shown.one("#department-problem").textContent, types()]).toEqual([words.department_missing, ["desk"]]);
  shown.one("input[type=radio]").click();
  shown.sends();
  expect(said.at(-1)).toMatchObject({ type: "call", department: "1" });
});

test("with nobody there a message is left, said again until it is stored", () => {
  const shown = page();
  shown.welcome();
  shown.desk.open(false);
  shown.hears({ type: "desk", open: false, blocked: false, departments: [] });
  expect(shown.words()).toBe(words.offline);
  shown.writes("#email", "marta@studio");
  shown.writes("#text", "Write to me.");
  shown.sends();
  expect(shown.one("#email-problem").textContent).toBe(words.email_wrong);
  shown.writes("#email", "marta@studio.example");
  shown.sends();
  const left = said.at(-1)!;
  expect(left).toMatchObject({ type: "offline", email: "marta@studio.example", text: "Write to me.", chat: null });
  expect(shown.words()).toBe(words.kept);

  const next = page();
  next.welcome();
  expect(said).toEqual([left]);
  next.hears({ type: "ack", client_id: left.client_id, chat: null, seq: 0 });
  expect(next.lines()).toEqual([]);
  expect(JSON.parse(notes.chat!).unsaid).toEqual([]);
});

test("who is not followed leaves a message without a doorway, and may try again when it did not get through", async () => {
  const posts: [string, object][] = [];
  const answers = [Promise.reject(new Error("away")), Promise.resolve(new Response("Say something.", { status: 422 })), Promise.resolve(new Response(null, { status: 204 }))];
  vi.stubGlobal("fetch", (url: string, { body }: { body: string }) => (posts.push([url, JSON.parse(body)]), answers.shift()));
  const shown = page({}, "none", "");
  shown.desk.open(true);
  expect([shown.words(), shown.all("button").map((b) => b.textContent).filter(Boolean)]).toEqual([words.off, [words.offline_send]]);
  shown.writes("#email", "marta@studio.example");
  shown.writes("#text", "Write to me.");
  for (const why of ["Not sent.", "Say something."]) {
    shown.sends();
    await vi.advanceTimersByTimeAsync(0);
    expect([shown.one(".front > .problem").textContent, (shown.one("#text") as HTMLTextAreaElement).value]).toEqual([why, "Write to me."]);
  }
  shown.sends();
  await vi.advanceTimersByTimeAsync(0);
  expect(shown.words()).toBe(words.sent.replace("{email}", "marta@studio.example"));
  const { client_id, ...rest } = posts[2]![1] as Record<string, unknown>;
  expect([posts[2]![0], rest]).toEqual(["https://parlour.example/d/offline", {
    site: "SITE", url: "https://shop.example/lamps", name: "", email: "marta@studio.example", text: "Write to me.", department: null,
  }]);
  expect([typeof client_id, types()]).toEqual(["string", []]);
});

test("a refused call keeps its words and says why", () => {
  const shown = page();
  shown.welcome();
  shown.desk.open(false);
  shown.writes("#text", "Hello");
  shown.sends();
  shown.hears({ type: "refused", client_id: said.at(-1)!.client_id, why: "Nobody is there any more." });
  shown.hears({ type: "desk", open: false, blocked: false, departments: [] });
  expect([shown.one(".front > .problem").textContent, (shown.one("#text") as HTMLTextAreaElement).value, shown.words()])
    .toEqual(["Nobody is there any more.", "Hello", words.offline]);
});

test("a missed call becomes a message with the words of the call, for that chat", () => {
  const shown = page();
  shown.welcome(chat({ state: "ringing", agent: null, messages: [message(1, "visitor", "Is it in stock?", { client_id: "x" })], last_seq: 1 }));
  shown.desk.open(false);
  shown.hears(chat({ state: "ended", agent: null, ended_as: "missed", last_seq: 1 }));
  expect([shown.words(), (shown.one("#text") as HTMLTextAreaElement).value]).toEqual([words.missed, "Is it in stock?"]);
  shown.writes("#email", "marta@studio.example");
  shown.sends();
  expect(said.at(-1)).toMatchObject({ type: "offline", chat: "c", text: "Is it in stock?" });
});

test("who will not wait ends the call and leaves the words instead", () => {
  const shown = page();
  shown.welcome(chat({ state: "ringing", agent: null, messages: [message(1, "visitor", "Hello?", { client_id: "x" })], last_seq: 1 }));
  shown.desk.open(false);
  shown.button(words.instead).click();
  expect(said).toContainEqual({ type: "end", chat: "c" });
  shown.hears(chat({ state: "ended", agent: null, ended_as: "abandoned", last_seq: 1 }));
  expect((shown.one("#text") as HTMLTextAreaElement).value).toBe("Hello?");
});

test("a blocked visitor is told so, and asked nothing", () => {
  const shown = talking();
  shown.hears(chat({ state: "ended", ended_as: "blocked", last_seq: 1 }));
  expect([shown.words(), shown.all("input, textarea")]).toEqual([words.blocked, []]);
});

test("a site without a chat link shows nothing until it is asked, and then gives the focus back", () => {
  const shown = page({}, "none");
  shown.welcome();
  expect(shown.all("button")).toEqual([]);
  const link = document.body.appendChild(document.createElement("button"));
  link.focus();
  shown.desk.open(false);
  expect(document.activeElement!.id).toBe("parlour-chat");
  shown.one("section").dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }));
  expect([shown.visible(), document.activeElement]).toEqual([false, link]);
});

test("the site's own words win", () => {
  const shown = page({ texts: { launcher: "Ask {us}", welcome: "Come in" } });
  shown.welcome();
  shown.button("Ask ").click();
  expect(shown.words()).toBe("Come in");
});

test("when consent is withdrawn nothing is left", () => {
  const shown = talking();
  shown.writes(".composer textarea", "half");
  shown.hears({ type: "over" });
  expect([document.querySelector("#parlour-chat"), notes.chat, vi.getTimerCount()]).toEqual([null, "", 0]);
});
