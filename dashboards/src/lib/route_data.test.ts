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

  it('names a visit, a visitor, a report, and what is asked of it', () => {
    expect(at('/visits/v1?site=hp')).toMatchObject({ room: 'visits', section: null, item: 'v1', site: 'hp' });
    expect(at('/visitors/Linnet%20482')).toMatchObject({ room: 'visits', section: 'visitor', item: 'Linnet 482' });
    const report = at('/reports/places?from=2026-11-07&to=2026-11-20&f=country%3Ais%3ADE&f=new%3Ais%3Ayes&sort=-visits&compare=none&show=cities');
    expect(report).toMatchObject({ room: 'reports', section: 'places', from: '2026-11-07', to: '2026-11-20', f: ['country:is:DE', 'new:is:yes'], compare: 'none', more: { sort: '-visits', show: 'cities' } });
  });

  it('takes what a report is asked nowhere else', () => {
    expect(addressOf({ ...at('/reports/pages?from=2026-11-07&f=new%3Ais%3Ayes&sort=-visits'), room: 'map' })).toBe('/map');
  });

  it('is the same after there and back', () => {
    for (const path of ['/', '/map?site=hp', '/chats/7?visitor=k', '/settings', '/settings/sites/hp?site=hp', '/?status=bots&sort=-name', '/visits', '/visits/v1?site=hp', '/visitors/Linnet%20482?site=hp', '/reports/pages?from=2026-11-07&to=2026-11-20&sort=-visits&f=page%3Ais%3A%2Flamps&f=new%3Ais%3Ayes']) expect(addressOf(at(path))).toBe(path);
  });

  it('that nobody knows is Who’s On', () => {
    expect(at('/nowhere?sort=nonsense')).toMatchObject({ room: 'whos_on', sort: 'on_site', descending: true });
    expect(at('/chats/%').chat).toBeNull();
  });
});
