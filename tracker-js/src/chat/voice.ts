import type { Link } from "../shared/wire";
import type { Conversation, Line, Pending } from "./conversation";
import { leave } from "./leave";
import type { Draft, Memory } from "./memory";
import type { Reception } from "./reception";

/** What is so at this moment, beside the conversation itself. */
export interface Now {
  connected: boolean;
  /** Who is typing. */
  typist: string;
  /** Something was asked for that may be refused. */
  asked: boolean;
  /** What the server would not do, in its words. */
  problem: string;
  /** The visitor has ended the chat, whatever is still said of it. */
  ending: boolean;
}

interface Screen {
  show(): void;
  focus(): void;
}

/** A name for what is said: under it the server stores it once, however often it hears it. */
const fresh = () => `s-${Date.now()}-${Math.random().toString(36).slice(2, 8)}`;

/** Everything the visitor says and does, as frames. */
export function createVoice(link: Link, conversation: Conversation, reception: Reception, memory: Memory, now: Now, screen: Screen) {
  const { state, pending } = conversation;

  /** Words written before the chat is there wait for its id. */
  function utter(frame: Pending): void {
    if (frame.chat === "") frame.chat = state.id;
    if (frame.type === "offline" && !link.hello().visitor) void post(frame);
    else if (frame.chat !== "") link.say(frame);
  }

  async function post(frame: Pending): Promise<void> {
    const why = await leave(link, frame);
    if (why) reception.refused(frame.client_id, frame.text, why);
    conversation.ack(frame.client_id, null, 0);
    screen.show();
  }

  function say(frame: Pending): void {
    conversation.say(frame, Date.now());
    utter(frame);
    screen.show();
  }

  function submit(draft: Draft): void {
    now.ending = false;
    const frame = reception.submit(draft, fresh());
    if (frame.type === "call") forget();
    say(frame);
    screen.focus();
  }

  function forget(): void {
    if (state.chat === "ended") conversation.reset();
    memory.keep({ chat: "" });
    now.problem = "";
  }

  /** What is done to the chat; a refusal is shown in its words. */
  function act(type: string, fields: object): void {
    now.problem = "";
    now.asked = true;
    link.say({ type, chat: state.id, ...fields });
    screen.show();
  }

  function end(): void {
    now.ending = true;
    pending.clear();
    if (state.id) link.say({ type: "end", chat: state.id });
    Object.assign(state, { chat: "ended", ended: "by_visitor" });
    screen.show();
    screen.focus();
  }

  return {
    utter, submit, end,
    send: (text: string) => say({ type: "say", chat: state.id, text, client_id: fresh() }),
    /** The visitor will not wait: what was asked goes on as a message. */
    instead(): void {
      const asked = conversation.said();
      reception.leave();
      reception.keep(asked);
      end();
    },
    again(key: string): void {
      const frame = conversation.refused.get(key);
      if (frame) say(frame);
    },
    change(text: string): void {
      const own = conversation.own();
      if (own && own.text !== text) act("edit", { seq: own.seq, text });
    },
    remove({ seq }: Line): void {
      act("delete", { seq });
      screen.focus();
    },
    /** A file's name on the wire; none while it cannot be sent. */
    attach: () => (now.connected && state.id ? fresh() : ""),
    rate(stars: number, comment: string): void {
      state.rating = stars;
      act("rate", { stars, comment });
    },
    email: (to: string) => act("email_transcript", { to }),
    /** Back to the beginning: nothing of the chat stays in this tab. A message that was left is still on its way. */
    close(): void {
      for (const [key, { type }] of [...pending]) if (type !== "offline") pending.delete(key);
      reception.reset();
      forget();
      memory.keep({ words: "" });
      screen.show();
    },
  };
}
