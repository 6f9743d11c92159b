// Visits as docs/REPORTS.md names what goes over the wire. Moments are milliseconds since 1970 (UTC), spans milliseconds.
import type { InvitationStateName } from '../lib/wire';

export interface VisitLine {
  id: string;
  site: string;
  visitor: { name: string; known_as: string | null };
  started: number;
  ended: number;
  duration_ms: number;
  here: boolean;
  /** 1: the visitor's first visit. */
  number: number;
  pages: number;
  entry: string;
  entry_url: string;
  exit: string;
  exit_url: string;
  /** A domain; empty: direct. */
  referrer: string;
  channel: string;
  source: string;
  medium: string;
  campaign: string;
  country: string;
  region: string;
  city: string;
  browser: string;
  system: string;
  device: string;
  language: string;
  invited: number;
  outcome: InvitationStateName | null;
  chatted: boolean;
  goals: string[];
  value: number;
  events: number;
  simulated: boolean;
}

export interface VisitPage {
  total: number;
  visits: VisitLine[];
  next: string | null;
  simulated: boolean;
}

export type ChatOutcome = 'answered' | 'missed' | 'abandoned' | 'open';

export type Happened =
  | { at: number; kind: 'page'; path: string; url: string; title: string; visible_ms: number | null }
  | { at: number; kind: 'event'; name: string; value: number | null }
  | { at: number; kind: 'goal'; goal: string; name: string; value: number | null }
  | HappenedInvitation
  | HappenedChat;

export interface HappenedInvitation {
  at: number;
  kind: 'invitation';
  id: string;
  by: string | null;
  rule: string | null;
  text: string;
  delivered: number | null;
  viewed: number | null;
  ended: number | null;
  state: InvitationStateName;
}

export interface HappenedChat {
  at: number;
  kind: 'chat';
  id: string;
  agent: string | null;
  outcome: ChatOutcome;
  messages: number;
  excerpt: string[];
  ended: number | null;
}

export interface VisitDetail {
  visit: VisitLine;
  place: { latitude: number; longitude: number } | null;
  browser_version: string;
  timeline: Happened[];
}

export interface VisitorPerson {
  name: string | null;
  username: string | null;
  email: string | null;
  phone: string | null;
  attributes: Record<string, string>;
}

export interface VisitorPage {
  name: string;
  person: VisitorPerson | null;
  first: { at: number; referrer: string; channel: string; campaign: string } | null;
  visits: number;
  note: string;
  tags: string[];
  /** What is new since the visit before, in a sentence. */
  since_last: string | null;
  here: boolean;
  /** The newest, at most 50. */
  lines: VisitLine[];
  invitations: { id: string; sent: number; state: InvitationStateName; by: string | null; rule: string | null; text: string }[];
  chats: { id: string; at: number; agent: string | null; outcome: ChatOutcome }[];
}

/** How many of each are gone. */
export type Erased = Record<string, number>;

export interface SavedFilter {
  id: string;
  name: string;
  /** The console's query without site and period. */
  query: string;
  columns: string[];
  shared: boolean;
  mine: boolean;
}
