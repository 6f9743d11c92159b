// A site as it is being written: what may be sent, and what is wrong before it is. The server has the last word.
import type { ChatStyle, Site } from '../lib/wire';
import { isColour } from './colour';
import type { SiteBody } from './sites';

export interface SiteDraft {
  name: string;
  /** One a line. */
  origins: string;
  time_zone: string;
  style: ChatStyle;
}

const FRESH_STYLE: ChatStyle = { kind: 'button', color: '#2f4a3e', position: 'right', greeting: '', company: '' };

export const draftOf = (site: Site | null, zone: string): SiteDraft => ({
  name: site?.name ?? '',
  origins: site?.origins.join('\n') ?? '',
  time_zone: site?.time_zone ?? zone,
  style: site ? { ...FRESH_STYLE, ...(site.style ?? { kind: 'none' as const }) } : FRESH_STYLE,
});

const lines = (text: string): string[] => text.split(/\s+/).filter(Boolean);

/** https://shop.example — scheme, host and port, nothing after. */
export function originOf(text: string): string | null {
  const whole = /^[a-z]+:\/\//i.test(text) ? text : `https://${text}`;
  if (!URL.canParse(whole)) return null;
  const { protocol, origin, pathname, search, hash, username } = new URL(whole);
  const bare = pathname === '/' && !search && !hash && !username;
  return bare && (protocol === 'https:' || protocol === 'http:') ? origin : null;
}

export type Problems = Partial<Record<string, string>>;

export function problemsOf(draft: SiteDraft): Problems {
  const problems: Problems = {};
  if (!draft.name.trim()) problems['name'] = 'A site needs a name.';
  const wrong = lines(draft.origins).find((line) => originOf(line) === null);
  if (wrong) problems['origins'] = `${wrong} is not an origin. Write it as https://shop.example, without a path.`;
  if (draft.style.kind !== 'none' && !isColour(draft.style.color)) problems['style.color'] = 'Write the colour as # and six digits.';
  return problems;
}

export const bodyOf = (draft: SiteDraft): SiteBody => ({
  name: draft.name.trim(),
  origins: [...new Set(lines(draft.origins).map((line) => originOf(line) ?? line))],
  time_zone: draft.time_zone,
  style: draft.style.kind === 'none' ? null : draft.style,
});

export const problemOf = (problems: Problems, field: string): string | undefined => problems[field] ?? problems[field.replace('style.', '')];
