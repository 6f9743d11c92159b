// Where one is, as an address and back. Everything that can be said to a colleague by link is in it.
import type { Sort } from './wire';

export type Room = 'whos_on' | 'map' | 'chats' | 'settings' | 'sign_in';

export interface Route {
  room: Room;
  /** The open chat of the room chats. */
  chat: string | null;
  /** Of the settings: which part of them, and what is open in it. Among past chats (`chats/all`) the open one is the item. */
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
}

const PATHS: Record<Room, string> = { whos_on: '/', map: '/map', chats: '/chats', settings: '/settings', sign_in: '/sign-in' };
const SORTS: readonly Sort[] = ['on_site', 'idle', 'pages', 'name', 'place', 'page', 'came_from', 'device', 'before'];

function roomOf(path: string): Pick<Route, 'room' | 'chat' | 'section' | 'item'> {
  const [first = '', second = null, third = null] = path.split('/').filter(Boolean);
  const room = (Object.keys(PATHS) as Room[]).find((one) => PATHS[one] === `/${first}`) ?? 'whos_on';
  const inSettings = room === 'settings';
  return { room, chat: room === 'chats' ? decoded(second) : null, section: inSettings ? decoded(second) : null, item: inSettings || room === 'chats' ? decoded(third) : null };
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
  return {
    ...roomOf(url.pathname),
    site: asked.get('site'),
    status: asked.get('status'),
    filter: asked.get('filter') ?? '',
    sort: SORTS.find((one) => one === sort) ?? 'on_site',
    descending: !asked.get('sort')?.startsWith('-'),
    visitor: asked.get('visitor'),
    invite: asked.get('invite'),
  };
}

export function addressOf(route: Route): string {
  const asked = new URLSearchParams();
  const put = (name: string, value: string | null) => value && asked.set(name, value);
  put('site', route.site);
  put('status', route.status);
  put('filter', route.filter);
  const sort = `${route.descending ? '' : '-'}${route.sort}`;
  if (sort !== 'on_site') asked.set('sort', sort);
  put('visitor', route.visitor);
  put('invite', route.invite);
  const within = route.room === 'chats' ? [route.chat, route.chat && route.item] : route.room === 'settings' ? [route.section, route.section && route.item] : [];
  const below = within.flatMap((part) => (part ? [`/${encodeURIComponent(part)}`] : [])).join('');
  const query = asked.size ? `?${asked}` : '';
  return `${PATHS[route.room]}${below}${query}`;
}
