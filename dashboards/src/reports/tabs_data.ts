// The tabs of the reports, and the tables of those that are nothing but tables. Pure.

export type TabName =
  | 'overview' | 'pages' | 'sources' | 'places' | 'technology' | 'visitors' | 'goals' | 'invitations' | 'chats' | 'agents' | 'rewind' | 'e-mails';

export const TABS: readonly { name: TabName; word: string }[] = [
  { name: 'overview', word: 'Overview' },
  { name: 'pages', word: 'Pages' },
  { name: 'sources', word: 'Sources' },
  { name: 'places', word: 'Places' },
  { name: 'technology', word: 'Technology' },
  { name: 'visitors', word: 'Visitors' },
  { name: 'goals', word: 'Goals' },
  { name: 'invitations', word: 'Invitations' },
  { name: 'chats', word: 'Chats' },
  { name: 'agents', word: 'Agents' },
  { name: 'rewind', word: 'Rewind' },
  { name: 'e-mails', word: 'E-mails' },
];

/** The tab an address names; null where there is none of that name. */
export const tabOf = (section: string | null): TabName | null => (section === null ? 'overview' : (TABS.find(({ name }) => name === section)?.name ?? null));

export interface Kind {
  report: string;
  /** In the switch between the tables of a tab. */
  word: string;
  /** Over the rows. */
  head: string;
  title: string;
}

const kind = (report: string, word: string, head: string, title = word): Kind => ({ report, word, head, title });

export const KINDS = {
  pages: [kind('pages', 'All pages', 'Page', 'Pages'), kind('entry-pages', 'Entry pages', 'Page'), kind('exit-pages', 'Exit pages', 'Page'), kind('events', 'Events', 'Event')],
  sources: [
    kind('channels', 'Channels', 'Channel'), kind('referrers', 'Referrers', 'Referrer'), kind('sources', 'Sources', 'Source'), kind('mediums', 'Mediums', 'Medium'),
    kind('campaigns', 'Campaigns', 'Campaign'),
  ],
  places: [kind('countries', 'Countries', 'Country'), kind('regions', 'Regions', 'Region'), kind('cities', 'Cities', 'City')],
  technology: [kind('browsers', 'Browsers', 'Browser'), kind('systems', 'Systems', 'System'), kind('devices', 'Devices', 'Device'), kind('languages', 'Languages', 'Language')],
} as const satisfies Partial<Record<TabName, readonly Kind[]>>;

/** The open table of a tab; the first where the address names none of them. */
export const kindOf = (kinds: readonly Kind[], show: string | undefined): Kind => kinds.find(({ report }) => report === show) ?? kinds[0]!;
