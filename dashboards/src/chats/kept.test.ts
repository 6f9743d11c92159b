import { beforeEach, describe, expect, it } from 'vitest';
import { forgetDrafts } from '../lib/drafts';
import * as data from './chats_data';
import { withBegun } from './kept';
import { own, summary } from './samples';

const fresh = data.summarised(data.NO_CHATS, summary('c'), 'ada');
const tab = (chats: data.Chats) => chats.get('c')!;

/** The page is loaded anew: nothing is left but what the browser keeps. */
const reloaded = () => tab(withBegun(data.NO_CHATS, fresh));

beforeEach(forgetDrafts);

describe('what is begun', () => {
  it('is there after a reload, until it is sent', () => {
    const begun = withBegun(fresh, data.drafted(fresh, 'c', 'Good eve'));
    expect(reloaded()).toMatchObject({ draft: 'Good eve', whisper: false });
    withBegun(begun, data.drafted(begun, 'c', ''));
    expect(reloaded().draft).toBe('');
  });

  it('comes back as the whisper it was', () => {
    const whispers = data.whispering(data.drafted(fresh, 'c', 'She bargains'), 'c', true);
    withBegun(fresh, whispers);
    expect(reloaded()).toMatchObject({ draft: 'She bargains', whisper: true });
    withBegun(whispers, data.whispering(whispers, 'c', false));
    expect(reloaded()).toMatchObject({ draft: 'She bargains', whisper: false });
  });

  it('is not what one betters', () => {
    const begun = data.drafted(fresh, 'c', 'And then');
    const betters = data.bettering(begun, 'c', own(1, { text: 'It costs 90.' }));
    expect(tab(betters).draft).toBe('It costs 90.');
    withBegun(begun, betters);
    expect(reloaded().draft).toBe('And then');
    expect(tab(data.bettering(betters, 'c', null)).draft).toBe('And then');
  });

  it('goes with the tab, and with who signs out', () => {
    const begun = withBegun(fresh, data.drafted(fresh, 'c', 'Good eve'));
    withBegun(begun, data.without(begun, 'c'));
    expect(reloaded().draft).toBe('');
    withBegun(fresh, begun);
    forgetDrafts();
    expect(reloaded().draft).toBe('');
  });
});
