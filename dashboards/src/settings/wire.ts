// What the settings ask of the server and are answered, as docs/DESK.md names it. Moments are milliseconds since 1970 (UTC).

export type Role = 'administrator' | 'normal' | 'marketer';

export interface Named {
  id: string;
  name: string;
}

export interface Operator extends Named {
  email: string;
  role: Role;
  status: 'online' | 'away';
  active: boolean;
  title: string;
  /** Language tags, as `pl` or `en-GB`. */
  languages: string[];
  photo: string | null;
  /** Chats at once; null: no limit. */
  capacity: number | null;
  /** Ids of the groups. */
  groups: string[];
  second_factor: boolean;
}

export interface SeatMonth {
  /** `2026-11`. */
  month: string;
  seats: number;
  agents: { name: string; email: string; days: number }[];
}

export interface Group extends Named {
  agents: string[];
}

/** From Monday; each day's spans from and to, `09:00`. */
export interface Hours {
  time_zone: string;
  days: [string, string][][];
}

export interface Department extends Named {
  live_chat: boolean;
  /** Site keys; none: all sites. */
  sites: string[];
  /** null: always open. */
  hours: Hours | null;
  open: boolean;
  groups: Group[];
}

export interface Rule {
  id: string;
  pattern: string;
  agents: string[];
  groups: string[];
}

export interface Routing {
  departments: boolean;
  urls: boolean;
  rules: Rule[];
}

export interface Tried {
  way: 'everybody' | 'departments' | 'urls';
  rule: Rule | null;
  agents: (Named & { rings: boolean; why: string })[];
  words: string;
}

export interface Canned {
  id: string;
  shortcut: string;
  title: string;
  text: string;
  shared: boolean;
}

export type MailState = 'queued' | 'sent' | 'failed';

export interface OfflineMessage {
  id: string;
  site: string;
  visitor: string;
  visitor_name: string;
  name: string;
  email: string;
  department: string | null;
  text: string;
  url: string;
  chat: string | null;
  at: number;
  handled: number | null;
  handled_by: string | null;
  mails: { to: string; state: MailState; error: string | null }[];
}

export interface Mail {
  id: string;
  about: string;
  to: string;
  subject: string;
  state: MailState;
  tries: number;
  /** While it is queued. */
  next_try: number | null;
  sent: number | null;
  error: string | null;
  made: number;
}

export interface Desk {
  idle_minutes: number | null;
  offline_recipients: string[];
}

export interface Block {
  id: string;
  site: string;
  visitor_name: string;
  network: string | null;
  reason: string;
  agent: Named;
  made: number;
  until: number;
  lifted: number | null;
  lifted_by: string | null;
}

export interface Webhook {
  id: string;
  url: string;
  events: string[];
  active: boolean;
}

export interface Delivery {
  id: string;
  event: string;
  made: number;
  state: MailState;
  tries: number;
  /** While it is queued. */
  next_try: number | null;
  status: number | null;
  error: string | null;
  took_ms: number | null;
}

export interface Token {
  id: string;
  name: string;
  made: number;
  last_used: number | null;
}

export interface OpenSession {
  id: string;
  opened: number;
  last_used: number;
  address: string;
  browser: string;
  this: boolean;
}

export interface AuditEntry {
  id: string;
  at: number;
  agent: Named | null;
  address: string;
  action: string;
  about: string;
  detail: unknown;
}

export interface Installation {
  beacon: { at: number; url: string; origin: string } | null;
  refused: { at: number; why: string; origin: string } | null;
  doorway: number | null;
}

export type FormField = 'off' | 'optional' | 'required';

export interface SiteSettings {
  preview_typing: boolean;
  same_tab_links: boolean;
  show_names: boolean;
  visitor_files: boolean;
  form: { name: FormField; email: FormField; question: FormField };
  /** By language, then by key. */
  texts: Record<string, Record<string, string>>;
  whole_addresses: boolean;
  respect_gpc: boolean;
}
