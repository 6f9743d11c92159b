import { describe, expect, it } from 'vitest';
import { addressOf, parseRoute } from './route_data';

const at = (path: string) => parseRoute(new URL(path, 'https://desk.example'));

describe('an address', () => {
  it('names the room and everything open in it', () => {
    const route = at('/?site=hp&status=idle&filter=lamp&sort=-pages&visitor=k1&invite=k2');
    expect(route).toMatchObject({ room: 'whos_on', site: 'hp', status: 'idle', filter: 'lamp', sort: 'pages', descending: false, visitor: 'k1', invite: 'k2' });
  });

  it('names one chat', () => {
    expect(at('/chats/a%2Fb')).toMatchObject({ room: 'chats', chat: 'a/b' });
  });

  it('names a part of the settings, and what is open in it', () => {
    expect(at('/settings/operators/a7')).toMatchObject({ room: 'settings', section: 'operators', item: 'a7', chat: null });
    expect(at('/settings')).toMatchObject({ room: 'settings', section: null, item: null });
  });

  it('is the same after there and back', () => {
    for (const path of ['/', '/map?site=hp', '/chats/7?visitor=k', '/settings', '/settings/sites/hp?site=hp', '/?status=bots&sort=-name']) expect(addressOf(at(path))).toBe(path);
  });

  it('that nobody knows is Who’s On', () => {
    expect(at('/nowhere?sort=nonsense')).toMatchObject({ room: 'whos_on', sort: 'on_site', descending: true });
    expect(at('/chats/%').chat).toBeNull();
  });
});
