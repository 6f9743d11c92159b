import type { Answer, Chat, Message, Person, Said } from "../shared/wire";

export interface Line extends Omit<Message, "chat" | "type"> {
  key: string;
  /** 0 until the server has stored it; the invitation's own words come before everything. */
  seq: number;
  refused?: string;
}

/** Words on their way; said again after every reconnect until they are acknowledged. */
export type Pending = Said & { text: string; client_id: string };

const NOTHING = {
  /** Empty while there is no chat. */
  id: "",
  chat: "" as "" | Chat["state"],
  agent: null as Person | null,
  agents: [] as Person[],
  ended: "",
  /** The last number an agent has read. */
  read: 0,
  rating: 0,
};

/** One chat as this page knows it. Messages are told apart by `seq`, our own also by `client_id`. */
export function createConversation() {
  const lines = new Map<string, Line>();
  const pending = new Map<string, Pending>();
  const refused = new Map<string, Pending>();
  const state = { ...NOTHING };
  /** The chat whose messages were asked for since the doorway opened: numbers have gaps, so it is asked once. */
  let asked = "";

  function reset(id = ""): void {
    lines.clear();
    refused.clear();
    Object.assign(state, NOTHING, { id });
  }

  const seqs = (whose: (line: Line) => unknown) => Math.max(0, ...[...lines.values()].filter(whose).map((l) => l.seq));
  const last = () => seqs(() => true);

  function add(m: Message): void {
    const key = (m.from === "visitor" && m.client_id) || `#${m.seq}`;
    if (m.from === "agent" && m.text === lines.get("intro")?.text) lines.delete("intro");
    lines.set(key, { ...m, key });
    pending.delete(key);
  }

  function facts({ id, state: chat, agent, agents, ended_as, agent_read = 0, rating }: Chat): void {
    Object.assign(state, {
      id, chat, agent: agent || state.agent, agents: agents || [], ended: ended_as || state.ended,
      read: Math.max(state.read, agent_read), rating: rating || state.rating,
    });
  }

  return {
    state, lines, pending, refused, add, reset, last,
    /** The last number of theirs: what our marks are about. */
    theirs: () => seqs((line) => line.from !== "visitor"),
    /** The line the visitor may still change. */
    own: () => [...lines.values()].filter((l) => l.from === "visitor" && l.seq > 0).sort((a, b) => b.seq - a.seq)[0],
    /** In the order in which they stand on the screen: stored ones, then ours on their way. */
    ordered: () => [...lines.values()].sort((a, b) => (a.seq || Infinity) - (b.seq || Infinity) || a.at - b.at),
    opened: () => void (asked = ""),
    /** Takes over what the server says of the chat; answers the seq to resume after when its messages did not come along. */
    merge(chat: Chat): number | null {
      if (state.id && state.id !== chat.id) reset(chat.id);
      facts(chat);
      chat.messages.forEach(add);
      if (chat.messages.length || asked === chat.id || last() >= chat.last_seq) return null;
      asked = chat.id;
      return last();
    },
    /** Starts from an accepted invitation, whose words stand there until the server sends them. */
    answer({ reply, agent, text }: Answer, now: number): void {
      if (state.chat === "ended") reset();
      Object.assign(state, { chat: state.chat || "ringing", agent });
      if (!lines.size) lines.set("intro", { key: "intro", seq: -1, from: "agent", name: agent.name, text, at: now - 1 });
      this.say(reply, now);
    },
    /** A message to the desk, and a call without a question, have no line of their own. */
    say(frame: Pending, now: number): void {
      const { client_id: key, text, type } = frame;
      refused.delete(key);
      pending.set(key, frame);
      if (text && type !== "offline") lines.set(key, { key, seq: 0, from: "visitor", name: "", text, at: now });
    },
    ack(client_id: string, chat: string | null, seq: number): void {
      state.id ||= chat || "";
      pending.delete(client_id);
      const line = lines.get(client_id);
      if (line) line.seq = seq;
    },
    refuse(client_id: string, why: string): void {
      const line = lines.get(client_id);
      const frame = pending.get(client_id);
      if (!frame) return;
      pending.delete(client_id);
      if (!line) return;
      refused.set(client_id, frame);
      line.refused = why;
    },
    /** What the visitor has said so far, as one message. */
    said: () => [...lines.values()].filter((l) => l.from === "visitor" && !l.deleted).map((l) => l.text).join("\n"),
  };
}

export type Conversation = ReturnType<typeof createConversation>;
