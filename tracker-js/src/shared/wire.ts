/** What goes over the wire, as docs/PROTOCOL.md has it. */

export interface Beacon {
  site: string;
  id: string;
  type: "page_view" | "event" | "goodbye" | "identify";
  [field: string]: unknown;
}

export interface Style {
  kind: "button" | "tab" | "bubble" | "none";
  color: string;
  position: "right" | "left";
  greeting: string;
  company: string;
}

export interface Person {
  name: string;
  initials: string;
}

export interface Invitation {
  type: "invitation";
  id: string;
  agent: Person;
  company: string;
  text: string;
  viewed: boolean;
  remaining_ms: number | null;
}

export interface Message {
  type?: "message";
  chat: string;
  seq: number;
  from: "visitor" | "agent" | "notice";
  name: string;
  text: string;
  at: number;
  client_id?: string | null;
}

export interface Chat {
  type?: "chat";
  id: string;
  state: "ringing" | "active" | "ended";
  agent: Person | null;
  messages: Message[];
  last_seq: number;
  ended_as?: "by_visitor" | "by_agent" | "abandoned" | "missed" | null;
}

/** Parlour to visitor. Two never travel: the core says `lost` when the doorway closes, `over` when consent is withdrawn. */
export type Heard =
  | { type: "welcome"; style: Style; chat: Chat | null }
  | Invitation
  | { type: "invitation_viewed"; id: string; remaining_ms: number }
  | { type: "invitation_gone"; id: string; why: string }
  | (Chat & { type: "chat" })
  | (Message & { type: "message" })
  | { type: "typing"; chat: string; name: string }
  | { type: "ack"; client_id: string; chat: string; seq: number }
  | { type: "refused"; client_id: string | null; why: string }
  | { type: "closing"; retry_ms: number }
  | { type: "lost" }
  | { type: "over" };

/** Visitor to Parlour. */
export interface Said {
  type: string;
  [field: string]: unknown;
}

/** The reply that turns an invitation into a chat, with what the window shows until the chat is there. */
export interface Answer {
  reply: Said & { invitation: string; text: string; client_id: string };
  agent: Person;
  text: string;
}

/** What the core lends to the invitation and the chat. */
export interface Link {
  style: Style;
  say(frame: Said): void;
  answer(answer: Answer): Promise<void>;
  /** What this tab remembers from page to page; with a text, remembers it. */
  note(name: string, text?: string): string;
}

/** What the invitation and the chat lend to the core. */
export interface Widget {
  receive(frame: Heard, link: Link): void;
  answer?(answer: Answer, link: Link): void;
}
