// Every frame and body that goes between the console and the server, as the protocol's page names them.
// Moments are milliseconds since 1970 (UTC), spans milliseconds.
import type { AgentRoom, ChatSummary, Colleague, DeskSaid, Message, Offer, Right, RoomMessage } from './wire_desk';

export type { ChatSummary, Message, Right } from './wire_desk';

export type Status = 'here' | 'idle' | 'invited' | 'ringing' | 'chatting' | 'left';
export type InvitationStateName =
  | 'sent' | 'delivered' | 'viewed'
  | 'accepted' | 'declined' | 'expired' | 'undelivered' | 'withdrawn' | 'superseded';
export type ChatState = 'ringing' | 'active' | 'ended';

export interface AgentName {
  id: string;
  name: string;
}

export interface Agent extends AgentName {
  email: string;
  role: string;
  status: 'online' | 'away';
  /** Chats at once; null: as many as come. */
  capacity: number | null;
  languages: string[];
  title: string | null;
  /** Its address. */
  photo: string | null;
}

export interface Page {
  url: string;
  path: string;
  title: string;
}

export interface RowInvitation {
  id: string;
  state: InvitationStateName;
  agent: AgentName;
  deadline: number | null;
}

export interface Row {
  key: string;
  name: string;
  public_name: string;
  known: boolean;
  email: string | null;
  site: string;
  status: Status;
  invitation: RowInvitation | null;
  chat: { id: string; state: ChatState; agent: AgentName | null } | null;
  page: Page;
  pages: number;
  entry: Page;
  referrer: string | null;
  campaign: string | null;
  country: string | null;
  region: string | null;
  city: string | null;
  lat: number | null;
  lon: number | null;
  browser: string;
  browser_version: string;
  system: string;
  device: 'desktop' | 'phone' | 'tablet' | 'other';
  language: string | null;
  time_zone: string | null;
  ip: string | null;
  arrived: number;
  active: number;
  visits_before: number;
  chats_before: number;
  tabs: number;
  simulated: boolean;
  privacy: boolean;
  bot: string | null;
}

export interface Totals {
  here: number;
  idle: number;
  invited: number;
  ringing: number;
  chatting: number;
  known: number;
  bots: number;
  matching: number;
}

export type Lane = 'people' | 'bots';
export type StatusFilter = 'here' | 'idle' | 'invited' | 'ringing' | 'chatting' | 'known';
export type Sort = 'on_site' | 'idle' | 'pages' | 'name' | 'place' | 'page' | 'came_from' | 'device' | 'before';

export interface TableWindow {
  site: string | null;
  lane: Lane;
  status: StatusFilter | null;
  filter: string;
  sort: Sort;
  descending: boolean;
  offset: number;
  size: number;
}

export interface PlaceVisitor {
  key: string;
  name: string;
  known: boolean;
  status: Status;
  title: string;
  arrived: number;
  invitation: RowInvitation | null;
}

export interface Place {
  id: string;
  city: string | null;
  region: string | null;
  country: string | null;
  lat: number;
  lon: number;
  count: number;
  idle: number;
  invited: number;
  ringing: number;
  chatting: number;
  time_zone: string | null;
  visitors: PlaceVisitor[];
}

export interface PageSeen {
  page_view: string;
  url: string;
  path: string;
  title: string;
  at: number;
  visible_ms: number | null;
}

export interface VisitorEvent {
  name: string;
  value: number | null;
  at: number;
}

export interface Identity {
  name: string | null;
  username: string | null;
  email: string | null;
  phone: string | null;
  attributes: Record<string, string>;
}

export interface Campaign {
  source: string | null;
  medium: string | null;
  campaign: string | null;
  term: string | null;
  content: string | null;
}

export interface Visitor {
  key: string;
  row: Row | null;
  pages: PageSeen[];
  events: VisitorEvent[];
  user: Identity | null;
  screen: string | null;
  referrer_url: string | null;
  campaign: Campaign | null;
  visit: string | null;
}

export interface Invitation {
  id: string;
  visitor: string;
  visitor_name: string;
  site: string;
  agent: AgentName;
  /** The rule it came from; its name is empty once it has been deleted. */
  rule: { id: string; name: string } | null;
  text: string;
  state: InvitationStateName;
  sent: number;
  delivered: number | null;
  viewed: number | null;
  ended: number | null;
  remaining_ms: number | null;
  chat: string | null;
}

/** What the server says, by the frame's type. */
export interface Frames {
  hello: { now: number; agent: Agent; simulated: boolean; rights: Right[]; desk: { idle_minutes: number | null } };
  snapshot: { watch: number; order: string[]; rows: Row[]; totals: Totals; waiting: number };
  changes: { watch: number; order: string[] | null; rows: Row[]; totals: Totals; waiting: number };
  places: { site: string | null; places: Place[]; without_place: Place | null; total: number };
  visitor: Visitor;
  invitation: Invitation;
  chat: ChatSummary;
  message: Message;
  typing: { chat: string; name: string; text: string | null };
  offer: Offer;
  agent: Colleague;
  room: AgentRoom;
  room_message: RoomMessage;
  /** A visitor left a message; the list has the rest of it. */
  offline_message: { id: string };
  ack: { client_id: string; chat: string; seq: number };
  refused: { client_id: string | null; why: string };
  closing: { retry_ms: number };
}

export type FrameType = keyof Frames;

/** What the console says. */
export type Said =
  | { type: 'watch'; window: TableWindow }
  | { type: 'hold'; on: boolean }
  | { type: 'watch_places'; site: string | null; off?: true }
  | { type: 'watch_visitor'; key: string | null }
  | DeskSaid;

export interface Template {
  id: string;
  name: string;
  text: string;
}

export interface Group {
  id: string;
  name: string;
  department: string;
}

export interface Variable {
  name: string;
  value: string | null;
  label: string;
}

export interface InvitationForm {
  recipient: string;
  groups: Group[];
  templates: Template[];
  variables: Variable[];
  open: { agent: AgentName; state: InvitationStateName; remaining_ms: number | null } | null;
}

export interface InvitationPreview {
  text: string;
  unknown: { name: string; did_you_mean: string | null }[];
  empty: string[];
  length: number;
}

export interface ChatStyle {
  kind: 'button' | 'tab' | 'bubble' | 'none';
  color: string;
  position: 'right' | 'left';
  greeting: string;
  company: string;
}

export interface Site {
  key: string;
  name: string;
  /** None: any origin. */
  origins: string[];
  time_zone: string;
  /** null: no chat link. */
  style: ChatStyle | null;
  snippet: string;
}

/** A visit as the visit log keeps it. */
export interface Visit {
  id: string;
  started: number;
  ended: number | null;
  pages: number;
  duration_ms: number;
  outcome: InvitationStateName | 'chat' | null;
}
