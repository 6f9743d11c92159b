// What the panel says of a visitor, in words. Pure.
import type { Campaign, Identity, Row, Visit, Visitor } from '../lib/wire';
import { invitationWords } from '../invite/invitation_state';
import type { MarkName } from '../lib/marks';

/** A stranger's address becomes a link only if it is a web page. */
export function webLink(url: string | null): string | null {
  if (!url || !URL.canParse(url)) return null;
  const { protocol, href } = new URL(url);
  return protocol === 'http:' || protocol === 'https:' ? href : null;
}

/** 40 s, 18 min, 1 h 20 min. */
export function spanWords(ms: number): string {
  if (ms < 60_000) return `${Math.max(0, Math.floor(ms / 1000))} s`;
  const minutes = Math.round(ms / 60_000);
  if (minutes < 60) return `${minutes} min`;
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

const languages = new Intl.DisplayNames(['en'], { type: 'language' });

export function languageName(code: string | null): string {
  try {
    return code ? (languages.of(code) ?? code) : 'Unknown';
  } catch {
    return code ?? 'Unknown';
  }
}

export const screenWords = (screen: string | null): string | null => screen && screen.replace('x', ' × ');

export const count = (number: number, one: string, many = `${one}s`): string => `${number.toLocaleString('en')} ${number === 1 ? one : many}`;

/** The lines of the campaign that were told. */
export function campaignLines(campaign: Campaign | null): string[] {
  if (!campaign) return [];
  const { campaign: name, source, medium, term, content } = campaign;
  const by = [source, medium].filter(Boolean).join(', ');
  return [name && `campaign ${name}`, by && `by ${by}`, term && `term ${term}`, content && `content ${content}`].filter((line) => !!line) as string[];
}

export interface Fact {
  word: string;
  value: string;
}

/** Who somebody is beyond the name in the head: whatever they, or the site, have told. */
export function identityFacts(user: Identity | null, row: Row): Fact[] {
  if (!user) return [];
  const told: [string, string | null][] = [['Name', user.name], ['User name', user.username], ['E-mail', user.email], ['Phone', user.phone], ...Object.entries(user.attributes)];
  return told.filter(([, value]) => value && value !== row.name && value !== row.email).map(([word, value]) => ({ word, value: value! }));
}

/** Newest first, as the panel shows them. */
export const newestFirst = <T extends { at: number }>(seen: readonly T[]): T[] => [...seen].sort((a, b) => b.at - a.at);

export interface Outcome {
  mark: MarkName;
  word: string;
}

/** What came of an earlier visit. */
export function outcomeOf(visit: Pick<Visit, 'outcome'>): Outcome | null {
  if (!visit.outcome) return null;
  if (visit.outcome === 'chat') return { mark: 'chat', word: 'Chat' };
  const { mark, word } = invitationWords(visit.outcome, null, 0);
  return { mark, word: `Invitation ${word.toLowerCase()}` };
}

/** The visits before this one. */
export const before = (visits: readonly Visit[], visitor: Pick<Visitor, 'visit'>): Visit[] => visits.filter((visit) => visit.id !== visitor.visit);
