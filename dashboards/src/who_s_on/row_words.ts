// What a row says, column by column. Empty values are words. Pure.
import type { Row } from '../lib/wire';

const SEARCH = /(^|\.)(google|bing|duckduckgo|ecosia|yahoo|yandex|baidu|qwant|startpage|seznam)\./;
const SOCIAL = /(^|\.)(facebook|instagram|pinterest|linkedin|reddit|tiktok|x|twitter|youtube|t)\.(com|co)$/;

/** Under the referrer's name: the campaign, or what kind of place it is. */
export function cameBy(row: Pick<Row, 'referrer' | 'campaign'>): string {
  if (row.campaign) return row.campaign;
  if (!row.referrer) return 'No campaign';
  if (SEARCH.test(row.referrer)) return 'Organic search';
  return SOCIAL.test(row.referrer) ? 'Social' : 'Link';
}

/** Why a row is in the bots' lane, by the server's word for it. */
const BOTS: Record<string, string> = {
  declared: 'Says it is a bot',
  ai: 'Reads for an AI',
  preview: 'Makes link previews',
  monitor: 'Watches whether sites are up',
  library: 'A program, not a browser',
  not_a_browser: 'Not a browser',
  headless: 'A browser without a screen',
  no_user_agent: 'Does not say what it is',
};

export type Tone = 'here' | 'chat' | 'ringing' | null;

/** The state in words, for the second line of the first column. */
export function statusWords(row: Row, me: string): { word: string; tone: Tone } {
  if (row.bot) return { word: BOTS[row.bot] ?? row.bot, tone: null };
  const { word, tone } = stateWords(row, me);
  return { word: [word, row.simulated && 'simulated', row.privacy && 'asks for privacy'].filter(Boolean).join(', '), tone };
}

function stateWords(row: Row, me: string): { word: string; tone: Tone } {
  switch (row.status) {
    case 'here': return { word: 'Here', tone: null };
    case 'idle': return { word: 'Idle', tone: null };
    case 'invited': return { word: 'Invited', tone: null };
    case 'ringing': return { word: 'Ringing', tone: 'ringing' };
    case 'chatting': return { word: chatWith(row, me), tone: 'chat' };
    case 'left': return { word: 'Left', tone: null };
  }
}

function chatWith(row: Row, me: string): string {
  const agent = row.chat?.agent;
  if (!agent) return 'In chat';
  return agent.id === me ? 'In chat with you' : `In chat with ${agent.name.split(' ')[0]}`;
}

export const isInvitable = (row: Row): boolean =>
  !row.bot && !row.privacy && (row.status === 'here' || row.status === 'idle');

/** Why Invite is off, in words; null when it is not. */
export function whyNotInvite(row: Row, live: boolean): string | null {
  if (!live) return 'The connection is lost. Invitations wait until it is back.';
  if (isInvitable(row)) return null;
  if (row.bot) return 'This is a bot.';
  if (row.privacy) return 'This browser asks not to be tracked, so nothing can be shown to it.';
  if (row.status === 'left') return 'The visitor has left.';
  if (row.status === 'invited') return 'Already invited.';
  return row.status === 'ringing' ? 'Already ringing: accept the chat.' : 'Already in chat.';
}

export interface RowDeed {
  does: 'accept' | 'chat' | 'invite' | 'open';
  word: string;
  /** Why it is off; null when it is not. */
  why: string | null;
}

/** What the row's menu offers: first what its state asks for. */
export function rowDeeds(row: Row, me: string, live: boolean, converses: boolean): RowDeed[] {
  const deeds: RowDeed[] = [];
  if (converses && row.status === 'ringing' && row.chat) deeds.push({ does: 'accept', word: 'Start chatting', why: live ? null : 'The connection is lost.' });
  else if (converses && row.status === 'chatting' && row.chat?.agent?.id === me) deeds.push({ does: 'chat', word: 'Open chat', why: null });
  else if (converses) deeds.push({ does: 'invite', word: 'Invite to chat', why: whyNotInvite(row, live) });
  return [...deeds, { does: 'open', word: 'Open the visitor', why: null }];
}
