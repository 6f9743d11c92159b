// The chat desk's frames and bodies, as docs/DESK.md names them. Moments are milliseconds since 1970 (UTC).
import type { AgentName, ChatState } from './wire';

export type Right = 'converse' | 'settings' | 'others_chats' | 'reports';
export type EndedAs = 'by_visitor' | 'by_agent' | 'abandoned' | 'missed' | 'blocked';

export interface ChatSummary {
  id: string;
  site: string;
  state: ChatState;
  visitor: string;
  visitor_name: string;
  email: string | null;
  /** The page on which the visitor called. */
  url: string | null;
  department: string | null;
  agent: AgentName | null;
  guests: AgentName[];
  invitation: string | null;
  started: number;
  accepted: number | null;
  ended: number | null;
  ended_as: EndedAs | null;
  /** Until when it rings; null while it does not. */
  rings_until: number | null;
  /** At this agent, now. */
  rings: boolean;
  /** The name the visitor reads. */
  face: string | null;
  last_seq: number;
  last_text: string;
  /** By its agent. */
  read_seq: number;
  visitor_delivered: number;
  visitor_read: number;
  /** 1 to 5. */
  rating: number | null;
  comment: string | null;
  tags: string[];
  note: string;
}

export interface SentLink {
  url: string;
  same_tab: boolean;
  /** The address looks like a picture's. */
  image: boolean;
}

export interface SentFile {
  name: string;
  /** Bytes. */
  size: number;
  type: string;
  url: string;
  image: boolean;
}

export interface Message {
  chat: string;
  seq: number;
  from: 'visitor' | 'agent' | 'notice';
  agent: string | null;
  name: string;
  text: string;
  at: number;
  client_id: string | null;
  whisper: boolean;
  kind: 'text' | 'link' | 'file';
  link: SentLink | null;
  file: SentFile | null;
  edited: boolean;
  deleted: boolean;
  /** The name the visitor reads above it. */
  shown_as: string | null;
}

export type OfferState = 'open' | 'accepted' | 'declined' | 'expired' | 'withdrawn' | 'gone';

export interface Offer {
  id: string;
  chat: string;
  kind: 'transfer' | 'join';
  visitor_name: string;
  from: AgentName;
  /** Ids of an agent or of a group, and the name of whichever it is. */
  to: { agent: string | null; group: string | null; name: string };
  note: string;
  made: number;
  until: number;
  state: OfferState;
  taken_by: AgentName | null;
}

/** An agent as the others see them. */
export interface Colleague extends AgentName {
  title: string | null;
  photo: string | null;
  role: string;
  status: 'online' | 'away';
  /** Away by itself. */
  idle: boolean;
  /** A console is open. */
  here: boolean;
  chats: number;
  /** Chats at once; null: as many as come. */
  capacity: number | null;
  /** Names. */
  groups: string[];
}

export interface Candidates {
  agents: (Colleague & { why: string | null })[];
  groups: { id: string; name: string; there: number | boolean }[];
}

export interface Canned {
  id: string;
  /** Begins with a slash. */
  shortcut: string;
  title: string;
  text: string;
  shared: boolean;
}

export interface CannedPreview {
  text: string;
  unknown: (string | { name: string })[];
  empty: string[];
}

export interface AgentRoom {
  id: string;
  kind: 'direct' | 'department';
  /** The other's name, or the department's. */
  name: string;
  with: string | null;
  last_seq: number;
  last_text: string;
  last_at: number | null;
  read_seq: number;
}

export interface RoomMessage {
  room: string;
  seq: number;
  agent: string;
  name: string;
  text: string;
  at: number;
  client_id: string | null;
}

/** What the console says at the desk. */
export type DeskSaid =
  | { type: 'status'; status: 'online' | 'away'; idle?: true }
  | { type: 'say'; chat: string; text: string; client_id: string; whisper?: true }
  | { type: 'say_canned'; chat: string; canned: string; client_id: string }
  | { type: 'link'; chat: string; url: string; client_id: string }
  | { type: 'edit'; chat: string; seq: number; text: string }
  | { type: 'delete'; chat: string; seq: number }
  | { type: 'typing'; chat: string }
  | { type: 'read'; chat: string; seq: number }
  | { type: 'room_say'; room: string; text: string; client_id: string }
  | { type: 'room_read'; room: string; seq: number };
