import { expect, test, vi } from "vitest";
import words from "../src/words/en";
import { chat, freshPage, message, notes, page, said, talking, types } from "./page";

freshPage();

test("numbers with gaps are no reason to ask for anything", () => {
  const shown = talking();
  for (const seq of [4, 9, 30]) shown.hears({ type: "message", ...message(seq, "agent", `${seq}`) });
  shown.hears(chat({ last_seq: 44 }));
  shown.hears(chat({ last_seq: 45 }));
  shown.hears(chat({ last_seq: 46 }));
  expect(types().filter((type) => type === "resume")).toHaveLength(1);
  expect(shown.lines()).toEqual(["Good evening", "4", "9", "30"]);
});

test("a chat that began in another tab is asked for whole, once", () => {
  const shown = page();
  shown.welcome();
  shown.hears(chat({ last_seq: 2 }));
  shown.hears(chat({ last_seq: 2 }));
  expect(said).toEqual([{ type: "resume", chat: "c", after: 0 }]);
});

test("what the agent pushed is a card; a card in the same tab opens by itself only where it is looked at", async () => {
  const went = vi.fn();
  vi.stubGlobal("location", { assign: went, href: "https://shop.example/" });
  const link = { url: "https://shop.example/order", same_tab: true, image: false };
  const shown = talking();
  shown.hears({ type: "message", ...message(2, "agent", "", { kind: "link", link }) });
  const card = shown.one("a.card") as HTMLAnchorElement;
  expect([card.href, card.target, card.rel]).toEqual([link.url, "", "noopener noreferrer nofollow ugc"]);
  shown.button(words.stay).click();
  await vi.advanceTimersByTimeAsync(9000);
  expect(went).not.toHaveBeenCalled();
  shown.hears({ type: "message", ...message(3, "agent", "", { kind: "link", link }) });
  await vi.advanceTimersByTimeAsync(5000);
  expect(went).toHaveBeenCalledWith(link.url);
  shown.button("Minimise").click();
  shown.hears({ type: "message", ...message(4, "agent", "", { kind: "link", link }) });
  await vi.advanceTimersByTimeAsync(9000);
  expect(went).toHaveBeenCalledTimes(1);
});

test.each(["javascript:alert(1)", "data:text/html,x", "vbscript:x"])("%s is no card", (url) => {
  const shown = talking({}, [message(1, "agent", url, { kind: "link", link: { url, same_tab: false, image: true } })]);
  expect([shown.all("a"), shown.all("img"), shown.lines()]).toEqual([[], [], [url]]);
});

test("a picture that may not be shown is a card with its name", () => {
  const file = { name: "lamp.png", size: 640_000, type: "image/png", url: "/files/1/2", image: true };
  const shown = talking({}, [message(1, "agent", "", { kind: "file", file })]);
  const img = shown.one("img") as HTMLImageElement;
  expect([img.src, img.alt]).toEqual(["https://parlour.example/files/1/2", "Picture: lamp.png"]);
  img.dispatchEvent(new Event("error"));
  expect([shown.all("img"), shown.one("a.card").textContent]).toEqual([[], "lamp.png640 kB"]);
});

test("the last own message can be changed and deleted, an older one cannot", () => {
  const shown = talking({}, [message(1, "visitor", "one", { client_id: "a" }), message(2, "visitor", "tow", { client_id: "b" }), message(3, "agent", "Yes?")]);
  shown.button("Edit").click();
  shown.writes(".composer textarea", "two");
  shown.sends();
  expect(said.at(-1)).toEqual({ type: "edit", chat: "c", seq: 2, text: "two" });
  shown.hears({ type: "message", ...message(2, "visitor", "two", { client_id: "b", edited: true }) });
  expect(shown.lines()).toEqual(["one", "two (edited)", "Yes?"]);
  shown.button("Delete").click();
  expect(said.at(-1)).toEqual({ type: "delete", chat: "c", seq: 2 });
  shown.hears({ type: "message", ...message(2, "visitor", "", { client_id: "b", deleted: true }) });
  expect([shown.lines()[1], shown.button("Edit")]).toEqual([words.deleted, undefined]);
});

test("a half-written message waits while the last one is changed", () => {
  const shown = talking({}, [message(1, "visitor", "one", { client_id: "a" })]);
  shown.writes(".composer textarea", "half");
  shown.button("Edit").click();
  expect((shown.one(".composer textarea") as HTMLTextAreaElement).value).toBe("one");
  shown.button("Cancel").click();
  expect([(shown.one(".composer textarea") as HTMLTextAreaElement).value, types()]).toEqual(["half", ["typing"]]);
});

test("what was brought is told, and what was looked at; the agent's mark is shown", () => {
  const shown = talking();
  shown.hears({ type: "message", ...message(3, "agent", "Yes") });
  expect(said.at(-1)).toEqual({ type: "seen", chat: "c", delivered: 3, read: 3 });
  shown.button("Minimise").click();
  shown.hears({ type: "message", ...message(5, "agent", "Still there?") });
  expect(said.at(-1)).toEqual({ type: "seen", chat: "c", delivered: 5, read: 3 });
  expect([document.title, shown.one(".launcher").getAttribute("aria-label")]).toEqual(["(1)", "Chat with us, 1 new message"]);
  shown.desk.open(false);
  expect([said.at(-1), document.title]).toEqual([{ type: "seen", chat: "c", delivered: 5, read: 5 }, ""]);
  shown.hears({ type: "message", ...message(6, "visitor", "Yes", { client_id: "m" }) });
  expect(shown.one(".receipt").textContent).toBe("Delivered");
  shown.hears({ type: "marks", chat: "c", agent_read: 6 });
  expect(shown.one(".receipt").textContent).toBe("Read");
});

test("typing is told without the words, and with them where the site previews, which is said", async () => {
  const quiet = talking();
  expect(quiet.all(".preview")).toEqual([]);
  quiet.writes(".composer textarea", "I th");
  expect(said.at(-1)).toEqual({ type: "typing", chat: "c", text: undefined });
  const shown = talking({ preview_typing: true });
  expect(shown.one(".preview").textContent).toBe(words.preview);
  shown.writes(".composer textarea", "I th");
  shown.writes(".composer textarea", "I think");
  await vi.advanceTimersByTimeAsync(800);
  expect(said.filter(({ type }) => type === "typing").at(-1)).toMatchObject({ text: "I think" });
});

test("after the chat there is a rating and a copy by e-mail, once each", () => {
  const shown = talking();
  shown.hears(chat({ state: "ended", ended_as: "by_agent", last_seq: 1 }));
  expect(shown.words()).toBe("Ada ended the chat.");
  shown.all("input[name=stars]")[3]!.click();
  shown.writes("#comment", "Thank you");
  shown.button("Send rating").click();
  expect(said.at(-1)).toEqual({ type: "rate", chat: "c", stars: 4, comment: "Thank you" });
  expect([shown.all("input[name=stars]"), shown.all("[role=status]").some((s) => s.textContent === words.thanks)]).toEqual([[], true]);
  shown.writes("#email", "marta@studio.example");
  shown.button("Send by e-mail").click();
  expect(said.at(-1)).toEqual({ type: "email_transcript", chat: "c", to: "marta@studio.example" });
  shown.hears({ type: "transcript_sent", chat: "c", to: "marta@studio.example" });
  expect(shown.all(".keep [role=status]")[0]!.textContent).toBe("On its way to marta@studio.example.");
});

test("the next page goes on: the window stays open, words stay written, an end in between is heard of", () => {
  const before = talking();
  before.writes(".composer textarea", "half a sen");
  const shown = page();
  expect([shown.visible(), document.activeElement]).toEqual([true, document.body]);
  shown.welcome(chat({ messages: [message(1, "agent", "Good evening")], last_seq: 1 }));
  expect((shown.one(".composer textarea") as HTMLTextAreaElement).value).toBe("half a sen");
  const later = page();
  later.welcome();
  expect(said).toEqual([{ type: "resume", chat: "c", after: 0 }]);
  later.hears(chat({ state: "ended", ended_as: "by_agent", messages: [message(1, "agent", "Good evening")], last_seq: 1 }));
  expect(later.words()).toBe("Ada ended the chat.");
  later.button("Close").click();
  expect(notes.chat).toBe("");
});

test("what the server will not do is said in its words, where it was asked for", () => {
  const shown = talking({}, [message(1, "visitor", "one", { client_id: "a" })]);
  shown.hears({ type: "refused", client_id: null, why: "Too many marks." });
  expect(shown.one("[role=alert]").textContent).toBe("");
  shown.button("Delete").click();
  shown.hears({ type: "refused", client_id: null, why: "It is not your last message any more." });
  expect(shown.one("[role=alert]").textContent).toBe("It is not your last message any more.");
});
