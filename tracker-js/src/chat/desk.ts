import type { Answer, Chat, Heard, Link, Message } from "../shared/wire";
import { createConversation } from "./conversation";
import { createMemory } from "./memory";
import { createReception } from "./reception";
import { createRoom } from "./room";
import { createTyping } from "./typing";
import { createVoice, type Now } from "./voice";
import { prefer, standing, t, title } from "./words";

/** How long somebody is said to be typing after the last sign of it. */
const TYPING = 5000;

/** Follows the doorway's frames for one visitor's chat. */
export function createDesk(link: Link) {
  prefer(link.settings?.texts);
  const memory = createMemory(link.note);
  const conversation = createConversation();
  const { state, pending } = conversation;
  const now: Now = { connected: !!link.settings, typist: "", asked: false, problem: "", ending: false };
  const reception = createReception(link, memory, conversation);
  const previews = () => !!link.settings?.preview_typing;
  const typing = createTyping((text) => state.chat === "active" && link.say({ type: "typing", chat: state.id, text }), previews);
  const voice = createVoice(link, conversation, reception, memory, now, { show, focus: () => room.focus() });
  const room = createRoom(link, memory, { ...voice, typing, looked: show });
  let announced = false;
  let recalling = false;
  let timer = 0;
  let read = 0;
  /** The marks as they were told last. */
  let marks = "";

  function show(): void {
    memory.keep({ unsaid: [...pending.values()], chat: reception.gone() ? "" : state.id || memory.kept.chat });
    const phase = reception.phase();
    const front = reception.front();
    const name = phase === "active" || phase === "ended" ? title(state, link.style.company) : link.style.company || t("chat");
    const initials = (/active|ended/.test(phase) && state.agent?.initials) || name[0]!;
    room.show({ phase, front, name, initials, state: under(phase), typist: now.typist, problem: now.problem, conversation }, now.connected, previews());
    reception.watch(room.seen());
    mark();
  }

  function under(phase: string): string {
    if (phase === "sent") return t("sent_title");
    if (["calling", "active", "ended"].includes(phase)) return standing(state, now.connected);
    return now.connected || !link.hello().visitor ? "" : t(link.settings ? "lost" : "connecting");
  }

  /** What the visitor was brought, and what was looked at. */
  function mark(): void {
    const delivered = conversation.theirs();
    if (!delivered || !now.connected || state.chat !== "active") return;
    if (room.seen()) read = delivered;
    const seen = { type: "seen", chat: state.id, delivered, read: Math.min(read, delivered) };
    if (marks !== (marks = JSON.stringify(seen))) link.say(seen);
  }

  function typed(name: string): void {
    now.typist = name;
    if (name && !announced) room.say(t("is_typing", { name }));
    announced ||= !!name;
    clearTimeout(timer);
    if (name) timer = setTimeout(() => (typed(""), show()), TYPING);
  }

  function merge(chat: Chat): void {
    recalling = false;
    const over = now.ending && (!state.id || chat.id === state.id);
    if (over && chat.state !== "ended") return link.say({ type: "end", chat: chat.id });
    const before = state.chat;
    const after = conversation.merge(chat);
    if (after !== null) link.say({ type: "resume", chat: state.id, after });
    if (state.ended === "missed") missed();
    if (chat.state === "active" && before === "ringing") room.say(`${chat.agent?.name || ""} ${t("here")}`);
  }

  function missed(): void {
    reception.keep(conversation.said());
    if (!room.seen()) room.say(t("missed"));
  }

  /** After a reconnect, or on the next page: what is not acknowledged is said again. */
  function welcome(chat: Chat | null): void {
    now.connected = true;
    marks = "";
    prefer(link.settings?.texts);
    conversation.opened();
    restore();
    if (chat) merge(chat);
    else recall();
    reception.afresh();
    for (const frame of pending.values()) voice.utter(frame);
  }

  function restore(): void {
    if (pending.size || state.chat) return;
    for (const frame of memory.kept.unsaid || []) conversation.say(frame, Date.now());
  }

  /** The chat ended while nobody listened: how, is asked, and what was said too late is not sent. */
  function recall(): void {
    for (const { type, client_id } of [...pending.values()]) if (type === "say") conversation.refuse(client_id, t("ended_chat"));
    const chat = state.id || memory.kept.chat;
    if (!chat || state.chat === "ended") return;
    recalling = true;
    link.say({ type: "resume", chat, after: conversation.last() });
  }

  function refuse(client_id: string | null, why: string): void {
    const frame = pending.get(client_id!);
    if (client_id) conversation.refuse(client_id, why);
    else if (recalling) (recalling = false), conversation.reset(), memory.keep({ chat: "" });
    else if (now.asked) (now.asked = false), (now.problem = why);
    if (frame?.type === "call" || frame?.type === "offline") reception.refused(frame.client_id, frame.text, why);
  }

  function message(m: Message): void {
    if (m.chat !== state.id) return;
    const news = m.seq > conversation.last();
    conversation.add(m);
    if (m.from !== "agent" || !news) return;
    typed("");
    room.count(m.name);
    if (m.link?.same_tab && room.seen()) room.going.go(m.link.url);
  }

  const hear = (frame: Heard): void => {
    if (frame.type === "welcome") welcome(frame.chat);
    else if (frame.type === "desk") reception.heard(frame);
    else if (frame.type === "chat") merge(frame);
    else if (frame.type === "message") message(frame);
    else if (frame.type === "typing" && frame.chat === state.id) typed(frame.name);
    else if (frame.type === "ack") conversation.ack(frame.client_id, frame.chat, frame.seq);
    else if (frame.type === "marks" && frame.chat === state.id) state.read = frame.agent_read;
    else if (frame.type === "transcript_sent") room.keeping(t("on_its_way", { to: frame.to }));
    else if (frame.type === "refused") refuse(frame.client_id, frame.why);
    else if (frame.type === "lost") now.connected = false;
  };

  const here = new AbortController();
  document.addEventListener("visibilitychange", show, here);
  // An invitation's card takes the launcher's place.
  const body = new MutationObserver(room.put);
  body.observe(document.body, { childList: true });

  /** Consent is withdrawn: nothing is left on the page, and nothing in the tab. */
  function over(): void {
    here.abort();
    body.disconnect();
    reception.watch(false);
    clearTimeout(timer);
    room.remove();
    link.note("chat", "");
  }

  return {
    receive(frame: Heard): void {
      if (frame.type === "over") return over();
      hear(frame);
      for (const said of pending.values()) if (said.chat === "") voice.utter(said);
      show();
    },
    /** The visitor asks for the chat. */
    open(whole: boolean): void {
      if (whole) room.fill();
      room.open();
    },
    /** The visitor has replied to an invitation: the card becomes this window, and the visitor goes on writing in it. */
    answer(answered: Answer): void {
      now.ending = false;
      reception.reset();
      memory.keep({ chat: "" });
      conversation.answer(answered, Date.now());
      link.say(answered.reply);
      room.open();
    },
  };
}
