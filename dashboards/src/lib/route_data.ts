// Where one is, as an address and back. Everything that can be said to a colleague by link is in it.
import type { Sort } from './wire';

export type Room = 'whos_on' | 'map' | 'chats' | 'visits' | 'reports' | 'settings' | 'sign_in';

export interface Route {
  room: Room;
  /** The open chat of the room chats. */
  chat: string | null;
  /** Of the settings and the reports: which part of them, and what is open in it. Among past chats (`chats/all`) the open one is the item.
   *  Among visits the item is the open visit; with the section `visitor` it is a visitor's name. */
  section: string | null;
  item: string | null;
  /** null = all sites. */
  site: string | null;
  /** A tab of Who's On: a status, `known`, or `bots`. */
  status: string | null;
  filter: string;
  /** In the address `-` before it means ascending. */
  sort: Sort;
  descending: boolean;
  /** The visitor whose panel is open. */
  visitor: string | null;
  /** The visitor for whom the invitation dialog is open. */
  invite: string | null;
  /** Of the visits and the reports: the period as the server reads it, in the site's time zone. null: the last seven days. */
  from: string | null;
  to: string | null;
  /** Filters, `field:operator:value` each. */
  f: readonly string[];
  /** `none`: figures stand without those of the period before. */
  compare: 'none' | null;
  /** What only the open page of them asks, by its word in the address: one of `MORE`. */
  more: Readonly<Partial<Record<More, string>>>;
}

const MORE = ['sort', 'search', 'by', 'interval', 'page', 'rule', 'goal', 'at', 'show'] as const;
export type More = (typeof MORE)[number];

const PATHS: Record<Room, string> = { whos_on: '/', map: '/map', chats: '/chats', visits: '/visits', reports: '/reports', settings: '/settings', sign_in: '/sign-in' };
const SORTS: readonly Sort[] = ['on_site', 'idle', 'pages', 'name', 'place', 'page', 'came_from', 'device', 'before'];

const isAsked = (room: Room): boolean => room === 'visits' || room === 'reports';

function roomOf(path: string): Pick<Route, 'room' | 'chat' | 'section' | 'item'> {
  const [first = '', ...parts] = path.split('/').filter(Boolean);
  const [second, third] = [decoded(parts[0] ?? null), decoded(parts[1] ?? null)];
  const room = (Object.keys(PATHS) as Room[]).find((one) => PATHS[one] === `/${first}`) ?? 'whos_on';
  if (first === 'visitors' && second) return { room: 'visits', chat: null, section: 'visitor', item: second };
  if (room === 'visits') return { room, chat: null, section: null, item: second };
  if (room === 'chats') return { room, chat: second, section: null, item: third };
  return room === 'settings' || room === 'reports' ? { room, chat: null, section: second, item: third } : { room, chat: null, section: null, item: null };
}

/** A stranger's address may hold a lone per cent sign. */
function decoded(part: string | null): string | null {
  try {
    return part && decodeURIComponent(part);
  } catch {
    return null;
  }
}

export function parseRoute(url: URL): Route {
  const asked = url.searchParams;
  const sort = (asked.get('sort') ?? '').replace(/^-/, '');
  const within = roomOf(url.pathname);
  return {
    ...within,
    site: asked.get('site'),
    status: asked.get('status'),
    filter: asked.get('filter') ?? '',
    sort: SORTS.find((one) => one === sort) ?? 'on_site',
    descending: isAsked(within.room) || !asked.get('sort')?.startsWith('-'),
    visitor: asked.get('visitor'),
    invite: asked.get('invite'),
    from: asked.get('from'),
    to: asked.get('to'),
    f: asked.getAll('f'),
    compare: asked.get('compare') === 'none' ? 'none' : null,
    more: isAsked(within.room) ? moreIn(asked) : {},
  };
}

const moreIn = (asked: URLSearchParams): Route['more'] => Object.fromEntries(MORE.flatMap((name) => (asked.get(name) ? [[name, asked.get(name)]] : [])));

export function addressOf(route: Route): string {
  const asked = new URLSearchParams();
  const put = (name: string, value: string | null) => value && asked.set(name, value);
  put('site', route.site);
  put('status', route.status);
  put('filter', route.filter);
  const sort = `${route.descending ? '' : '-'}${route.sort}`;
  if (isAsked(route.room)) putAsked(asked, route);
  else if (sort !== 'on_site') asked.set('sort', sort);
  put('visitor', route.visitor);
  put('invite', route.invite);
  const query = asked.size ? `?${asked}` : '';
  return `${pathOf(route)}${query}`;
}

function putAsked(asked: URLSearchParams, route: Route): void {
  const { from, to, compare, more } = route;
  for (const [name, value] of Object.entries({ from, to, compare, ...more })) if (value) asked.set(name, value);
  for (const one of route.f) asked.append('f', one);
}

function pathOf({ room, chat, section, item }: Route): string {
  const below = (...parts: (string | null)[]) => parts.flatMap((part) => (part ? [`/${encodeURIComponent(part)}`] : [])).join('');
  switch (room) {
    case 'chats': return PATHS.chats + below(chat, chat && item);
    case 'visits': return section === 'visitor' && item ? `/visitors${below(item)}` : PATHS.visits + below(item);
    case 'settings':
    case 'reports': return PATHS[room] + below(section, section && item);
    default: return PATHS[room];
  }
}
