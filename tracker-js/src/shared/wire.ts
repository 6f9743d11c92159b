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

export type Asked = "off" | "optional" | "required";

/** How the site wants its chat. */
export interface Settings {
  /** What the visitor types is shown to the agent before it is sent. */
  preview_typing: boolean;
  /** The visitor may send files. */
  files: boolean;
  /** The site's own words, by key. */
  texts: Record<string, string>;
  form: { name: Asked; email: Asked; question: Asked };
}

export interface Department {
  id: string;
  name: string;
  /** Somebody of it may take a call now. */
  open: boolean;
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
  kind?: "text" | "link" | "file";
  link?: { url: string; same_tab: boolean; image: boolean } | null;
  /** `size` in bytes. */
  file?: { name: string; size: number; type: string; url: string; image: boolean } | null;
  edited?: boolean;
  deleted?: boolean;
}

export interface Chat {
  type?: "chat";
  id: string;
  state: "ringing" | "active" | "ended";
  agent: Person | null;
  messages: Message[];
  last_seq: number;
  ended_as?: "by_visitor" | "by_agent" | "abandoned" | "missed" | "blocked" | null;
  /** Who is in the room. */
  agents?: Person[];
  /** The last number an agent has read. */
  agent_read?: number;
  /** 1 to 5 stars. */
  rating?: number | null;
  marks?: { delivered: number; read: number };
}

/** Who is there: the answer to `desk`. */
export interface Desk {
  type: "desk";
  open: boolean;
  departments: Department[];
  blocked: boolean;
}

/** Parlour to visitor. Two never travel: the core says `lost` when the doorway closes, `over` when consent is withdrawn. */
export type Heard =
  | { type: "welcome"; style: Style; settings?: Settings; chat: Chat | null }
  | Desk
  | Invitation
  | { type: "invitation_viewed"; id: string; remaining_ms: number }
  | { type: "invitation_gone"; id: string; why: string }
  | (Chat & { type: "chat" })
  | (Message & { type: "message" })
  | { type: "typing"; chat: string; name: string }
  | { type: "ack"; client_id: string; chat: string | null; seq: number }
  | { type: "marks"; chat: string; agent_read: number }
  | { type: "transcript_sent"; chat: string; to: string }
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
  /** Once the doorway has said `welcome`. */
  settings?: Settings;
  /** The service's address. */
  origin: string;
  /** The first frame as it would be said now: who and where the visitor is. */
  hello(): Said;
  say(frame: Said): void;
  answer(answer: Answer): Promise<unknown>;
  /** What this tab remembers from page to page; with a text, remembers it. */
  note(name: string, text?: string): string;
}

/** What the invitation and the chat lend to the core. */
export interface Widget {
  receive(frame: Heard, link: Link): unknown;
  answer?(answer: Answer, link: Link): unknown;
  /** The visitor asks for the chat; `way` is "page" where it fills a page of its own. */
  open?(link: Link, way?: string): unknown;
}
