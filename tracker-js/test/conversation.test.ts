import { expect, test } from "vitest";
import { createConversation } from "../src/chat/conversation";
import type { Chat, Message } from "../src/shared/wire";

const message = (seq: number, from: Message["from"], text: string, client_id?: string): Message =>
  ({ chat: "c", seq, from, name: "Ada", text, at: seq, client_id });
const chat = (messages: Message[], last_seq = messages.length): Chat =>
  ({ id: "c", state: "active", agent: { name: "Ada", initials: "A" }, messages, last_seq });
const texts = (c: ReturnType<typeof createConversation>) => c.ordered().map((l) => l.text);

test("an answered invitation stands there at once, and once, when the server's chat comes", () => {
  const c = createConversation();
  c.answer({ reply: { type: "reply", invitation: "i", text: "Yes", client_id: "r" }, agent: { name: "Ada", initials: "A" }, text: "Shall I?" }, 5);
  expect(texts(c)).toEqual(["Shall I?", "Yes"]);
  expect([...c.pending.keys()]).toEqual(["r"]);
  c.merge(chat([message(1, "agent", "Shall I?"), message(2, "visitor", "Yes", "r")]));
  expect(texts(c)).toEqual(["Shall I?", "Yes"]);
  expect(c.pending.size).toBe(0);
});

test("a message stays pending until it is acknowledged, and its echo does not double it", () => {
  const c = createConversation();
  c.merge(chat([message(1, "agent", "Hello")]));
  c.say({ type: "say", chat: "c", text: "Hi", client_id: "s" }, 9);
  expect(c.pending.has("s")).toBe(true);
  c.ack("s", "c", 2);
  c.add(message(2, "visitor", "Hi", "s"));
  expect(texts(c)).toEqual(["Hello", "Hi"]);
  expect(c.pending.size).toBe(0);
});

test("a chat without its messages is asked for once; numbers have gaps", () => {
  const c = createConversation();
  expect(c.merge(chat([], 3))).toBe(0);
  expect(c.merge(chat([], 3))).toBe(null);
  c.merge(chat([message(1, "agent", "a"), message(3, "agent", "b")], 9));
  c.add(message(7, "agent", "e"));
  expect(c.merge(chat([], 12))).toBe(null);
  c.opened();
  expect(c.merge(chat([], 12))).toBe(7);
  expect(texts(c)).toEqual(["a", "b", "e"]);
});

test("an edited message takes the place of the old one", () => {
  const c = createConversation();
  c.merge(chat([message(1, "agent", "a"), message(2, "agent", "b")]));
  c.add({ ...message(1, "agent", "A"), edited: true });
  expect(texts(c)).toEqual(["A", "b"]);
});

test("a refused message keeps its words and says why", () => {
  const c = createConversation();
  c.say({ type: "say", chat: "c", text: "Hi", client_id: "s" }, 9);
  c.refuse("s", "Too long.");
  expect(c.ordered()[0]).toMatchObject({ text: "Hi", refused: "Too long." });
  expect(c.pending.size).toBe(0);
});

test("another chat begins with an empty page", () => {
  const c = createConversation();
  c.merge(chat([message(1, "agent", "old")]));
  c.merge({ ...chat([]), id: "d", state: "ringing" });
  expect([texts(c), c.state.id, c.state.chat]).toEqual([[], "d", "ringing"]);
});
