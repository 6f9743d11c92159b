import type { Answer, Chat, Message, Person, Said } from "../shared/wire";

export interface Line {
  key: string;
  /** 0 until the server has stored it; the invitation's own words come before everything. */
  seq: number;
  from: Message["from"];
  name: string;
  text: string;
  at: number;
  refused?: string;
}

/** Words on their way; said again after every reconnect until they are acknowledged. */
export type Pending = Said & { text: string; client_id: string };

/** One chat as this page knows it. Messages are told apart by `seq`, our own also by `client_id`. */
export function createConversation() {
  const lines = new Map<string, Line>();
  const pending = new Map<string, Pending>();
  const refused = new Map<string, Pending>();
  const state = { id: "", chat: "ringing" as Chat["state"], agent: null as Person | null, ended: "" };

  function reset(id: string): void {
    lines.clear();
    Object.assign(state, { id, chat: "ringing", agent: null, ended: "" });
  }

  const last = () => Math.max(0, ...[...lines.values()].map((l) => l.seq));

  /** Answers the seq to resume after when messages were missed before this one. */
  function add(m: Message): number | null {
    const before = last();
    const key = (m.from === "visitor" && m.client_id) || `#${m.seq}`;
    if (m.from === "agent" && m.text === lines.get("intro")?.text) lines.delete("intro");
    lines.set(key, { key, seq: m.seq, from: m.from, name: m.name, text: m.text, at: m.at });
    pending.delete(key);
    return m.seq > before + 1 ? before : null;
  }

  return {
    state, lines, pending, refused, add,
    /** In the order in which they stand on the screen: stored ones, then ours on their way. */
    ordered: () => [...lines.values()].sort((a, b) => (a.seq || Infinity) - (b.seq || Infinity) || a.at - b.at),
    /** Takes over what the server says of the chat; answers the seq to resume after when messages are missing. */
    merge(chat: Chat): number | null {
      const { id } = state;
      if (id && id !== chat.id) reset(chat.id);
      Object.assign(state, { id: chat.id, chat: chat.state, agent: chat.agent || state.agent, ended: chat.ended_as || state.ended });
      const missed = chat.messages.map(add).find((after) => after !== null);
      return missed ?? (last() < chat.last_seq ? last() : null);
    },
    /** Starts from an accepted invitation, whose words stand there until the server sends them. */
    answer({ reply, agent, text }: Answer, now: number): void {
      if (state.chat === "ended") reset("");
      state.agent = agent;
      if (!lines.size) lines.set("intro", { key: "intro", seq: -1, from: "agent", name: agent.name, text, at: now - 1 });
      this.say(reply, now);
    },
    say(frame: Pending, now: number): void {
      const { client_id: key, text } = frame;
      pending.set(key, frame);
      lines.set(key, { key, seq: 0, from: "visitor", name: "", text, at: now });
    },
    ack(client_id: string, chat: string, seq: number): void {
      state.id ||= chat;
      pending.delete(client_id);
      const line = lines.get(client_id);
      if (line) line.seq = seq;
    },
    refuse(client_id: string, why: string): void {
      const line = lines.get(client_id);
      const frame = pending.get(client_id);
      if (!line || !frame) return;
      pending.delete(client_id);
      refused.set(client_id, frame);
      line.refused = why;
    },
  };
}

export type Conversation = ReturnType<typeof createConversation>;
