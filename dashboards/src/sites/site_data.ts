// A site as it is being written: what may be sent, and what is wrong before it is. The server has the last word.
import type { ChatStyle, Site } from '../lib/wire';
import { wrong } from '../settings/problems_data';
import type { Problems } from '../settings/problems_data';
import type { SiteSettings } from '../settings/wire';
import { isColour } from './colour';
import type { SiteBody } from './sites';

export interface SiteDraft {
  name: string;
  /** One a line. */
  origins: string;
  time_zone: string;
  style: ChatStyle;
  settings: SiteSettings;
}

const FRESH_STYLE: ChatStyle = { kind: 'button', color: '#2f4a3e', position: 'right', greeting: '', company: '' };

const FRESH_SETTINGS: SiteSettings = {
  preview_typing: false, same_tab_links: false, show_names: true, visitor_files: true, whole_addresses: false, respect_gpc: true, texts: {}, form: { name: 'optional', email: 'optional', question: 'optional' },
};

/** A site as the server has it. */
export type WholeSite = Site & { settings?: SiteSettings };

export const draftOf = (site: WholeSite | null, zone: string): SiteDraft => ({
  name: site?.name ?? '',
  origins: site?.origins.join('\n') ?? '',
  time_zone: site?.time_zone ?? zone,
  style: site ? { ...FRESH_STYLE, ...(site.style ?? { kind: 'none' as const }) } : FRESH_STYLE,
  settings: { ...FRESH_SETTINGS, ...site?.settings },
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

export function problemsOf({ name, origins, style }: SiteDraft): Problems {
  const bad = lines(origins).find((line) => originOf(line) === null);
  return wrong(
    [name.trim() === '', 'name', 'A site needs a name.'],
    [bad !== undefined, 'origins', `${bad} is not an origin. Write it as https://shop.example, without a path.`],
    [style.kind !== 'none' && !isColour(style.color), 'style.color', 'Write the colour as # and six digits.'],
  );
}

/** What is left empty is said in the widget's own words. */
export function saidOf(texts: SiteSettings['texts']): SiteSettings['texts'] {
  const said = Object.entries(texts).map(([language, words]) => [language, Object.fromEntries(Object.entries(words).filter(([, text]) => text.trim() !== ''))] as const);
  return Object.fromEntries(said.filter(([, words]) => Object.keys(words).length > 0));
}

export const bodyOf = (draft: SiteDraft): SiteBody => ({
  name: draft.name.trim(),
  origins: [...new Set(lines(draft.origins).map((line) => originOf(line) ?? line))],
  time_zone: draft.time_zone,
  style: draft.style.kind === 'none' ? null : draft.style,
  settings: { ...draft.settings, texts: saidOf(draft.settings.texts) },
});

