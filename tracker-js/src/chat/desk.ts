import type { Answer, Chat, Heard, Link, Message } from "../shared/wire";
import { createConversation, type Pending } from "./conversation";
import { createRoom, type Room } from "./room";

/** How long somebody is said to be typing after the last sign of it. */
const TYPING = 5000;

/** Follows the doorway's frames for one visitor's chat, and says what the visitor does. */
export function createDesk(link: Link) {
  const conversation = createConversation();
  const { state, pending } = conversation;
  let room: Room | undefined;
  let connected = true;
  let typist = "";
  let announced = false;
  let ending = false;
  let timer = 0;

  function show(): void {
    link.note("unsaid", pending.size ? JSON.stringify([...pending.values()]) : "");
    room?.show(connected, typist);
  }

  const enter = () => (room ||= createRoom(conversation, link, { send, again, end, close, typing }));

  function typing(): void {
    if (state.id) link.say({ type: "typing", chat: state.id });
  }

  /** Words written before the chat is there wait for its id. */
  function utter(frame: Pending): void {
    if (frame.chat === "") frame.chat = state.id;
    if (frame.chat !== "") link.say(frame);
  }

  function say(frame: Pending): void {
    conversation.say(frame, Date.now());
    utter(frame);
    show();
  }

  function send(text: string): void {
    say({ type: "say", chat: state.id, text, client_id: `s-${Date.now()}-${Math.random().toString(36).slice(2, 8)}` });
  }

  function again(key: string): void {
    const frame = conversation.refused.get(key);
    if (frame) say(frame);
  }

  function end(): void {
    ending = true;
    if (state.id) link.say({ type: "end", chat: state.id });
    Object.assign(state, { chat: "ended", ended: "by_visitor" });
    show();
  }

  function close(): void {
    pending.clear();
    room?.remove();
    room = undefined;
  }

  function typed(name: string): void {
    typist = name;
    if (name && !announced) room?.say(`${name} is typing`);
    announced ||= !!name;
    clearTimeout(timer);
    if (name) timer = setTimeout(() => (typed(""), show()), TYPING);
  }

  function resume(after: number | null): void {
    if (after !== null) link.say({ type: "resume", chat: state.id, after });
  }

  function merge(chat: Chat): void {
    if (ending && (!state.id || chat.id === state.id) && chat.state !== "ended") link.say({ type: "end", chat: chat.id });
    else resume(conversation.merge(chat));
    if (chat.state !== "ended" || room) enter();
  }

  /** After a reconnect, or on the next page: what is not acknowledged is said again. */
  function welcome(chat: Chat | null): void {
    connected = true;
    restore();
    const waiting = [...pending.values()];
    if (chat) merge(chat);
    else if (!waiting.some((frame) => frame.type === "reply")) return over(waiting);
    if (pending.size) enter();
    for (const frame of pending.values()) utter(frame);
  }

  /** The chat ended while nobody listened. */
  function over(unsaid: Pending[]): void {
    state.chat = "ended";
    for (const { client_id } of unsaid) conversation.refuse(client_id, "The chat has ended.");
  }

  function restore(): void {
    if (room || pending.size) return;
    const kept: Pending[] = JSON.parse(link.note("unsaid") || "[]");
    for (const frame of kept) conversation.say(frame, Date.now());
  }

  function message(m: Message): void {
    if (m.chat !== state.id) return;
    resume(conversation.add(m));
    if (m.from !== "agent") return;
    typed("");
    room?.count(m.name);
  }

  const hear = (frame: Heard): void => {
    if (frame.type === "welcome") welcome(frame.chat);
    else if (frame.type === "chat") merge(frame);
    else if (frame.type === "message") message(frame);
    else if (frame.type === "typing" && frame.chat === state.id) typed(frame.name);
    else if (frame.type === "ack") conversation.ack(frame.client_id, frame.chat, frame.seq);
    else if (frame.type === "refused" && frame.client_id) conversation.refuse(frame.client_id, frame.why);
    else if (frame.type === "lost") connected = false;
    else if (frame.type === "over") close();
  };

  return {
    receive(frame: Heard): void {
      hear(frame);
      for (const said of pending.values()) if (said.chat === "") utter(said);
      show();
    },
    /** The visitor has replied to an invitation: the card becomes this window, and the visitor goes on writing in it. */
    answer(answered: Answer): void {
      ending = false;
      conversation.answer(answered, Date.now());
      link.say(answered.reply);
      enter().open();
      show();
      room?.focus();
    },
  };
}
