import type { Desk, Link, Settings } from "../shared/wire";
import type { Conversation, Pending } from "./conversation";
import type { Front, Phase } from "./front";
import type { Draft, Memory } from "./memory";
import { t } from "./words";
import type { Scene } from "./window";

/** How often, in milliseconds, an open welcome screen asks whether somebody is there. */
const EVERY = 30_000;

const FORM: Settings["form"] = { name: "optional", email: "optional", question: "optional" };

/** Where a visitor stands who is in no conversation: is somebody there, who is called, what is left instead. */
export function createReception(link: Link, memory: Memory, conversation: Conversation) {
  const { state, pending } = conversation;
  let desk: Desk | undefined;
  let timer = 0;
  /** The message that was left, until the window is closed. */
  let left: Pending | undefined;
  let leaving = false;
  let problem = "";

  const calls = () => [...pending.values()].some(({ type }) => type === "call");
  /** Who is not followed has no doorway, and leaves a message without one. */
  const stranger = () => !link.hello().visitor;
  const missed = () => state.chat === "ended" && state.ended === "missed";

  function phase(): Scene["phase"] {
    if (desk?.blocked || state.ended === "blocked") return "blocked";
    if (left) return "sent";
    if (leaving || missed()) return "offline";
    if (state.chat === "ended") return "ended";
    if (calls() || (state.chat === "ringing" && !state.agent)) return "calling";
    if (state.chat) return "active";
    return stranger() || desk?.open === false ? "offline" : "welcome";
  }

  function words(now: Scene["phase"]): string {
    if (now === "offline") return t(missed() ? "missed" : stranger() ? "off" : "offline");
    if (now === "sent") return t(pending.has(left!.client_id) ? "kept" : "sent", { email: `${left!.email}` });
    return t(now === "blocked" ? now : "welcome");
  }

  const departments = () => desk?.departments || [];

  /** Whether the welcome screen is one: then who is there is asked again from time to time. */
  const stands = () => ["welcome", "offline", "blocked"].includes(phase()) && !missed() && !stranger();

  const frame = ({ name = "", email = "", text = "", department = "" }: Draft) => ({
    name: name.trim(), email: email.trim(), text: text.trim(),
    department: departments().some(({ id }) => id === department) ? department : null,
  });

  return {
    phase,
    front(): Front {
      const now = phase();
      return { phase: now as Phase, form: link.settings?.form || FORM, departments: departments(), words: words(now), problem };
    },
    /** Who was blocked and is so no more stands before the welcome screen again. */
    heard(frame: Desk): void {
      desk = frame;
      if (!frame.blocked && state.ended === "blocked") conversation.reset();
    },
    /** Asks who is there as long as the visitor looks at the welcome screen. */
    watch(looking: boolean): void {
      const wanted = looking && stands();
      if (wanted === timer > 0) return;
      clearInterval(timer);
      timer = 0;
      if (!wanted) return;
      link.say({ type: "desk" });
      timer = setInterval(() => link.say({ type: "desk" }), EVERY);
    },
    /** The doorway is new: whoever was asked may not have heard. */
    afresh(): void {
      if (timer) link.say({ type: "desk" });
    },
    /** What the form becomes: a call while somebody is there, else a message. */
    submit(draft: Draft, client_id: string): Pending {
      const calling = phase() === "welcome";
      const said = { ...frame(draft), client_id };
      problem = "";
      memory.keep({ draft: { ...draft, text: "" } });
      if (calling) return { type: "call", ...said };
      return (left = { type: "offline", ...said, chat: missed() ? state.id : null });
    },
    /** The words of a call nobody took go on as a message. */
    keep(text: string): void {
      if (text && !memory.kept.draft?.text) memory.keep({ draft: { ...memory.kept.draft, text } });
    },
    refused(client_id: string, text: string, why: string): void {
      if (left?.client_id === client_id) left = undefined;
      this.keep(text);
      problem = why;
    },
    leave: () => void (leaving = true),
    /** The visitor would not wait: that call is nothing to come back to. */
    gone: () => leaving,
    reset(): void {
      left = undefined;
      leaving = false;
      problem = "";
    },
  };
}

export type Reception = ReturnType<typeof createReception>;
