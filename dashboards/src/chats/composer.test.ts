import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { beforeEach, describe, expect, it } from 'vitest';
import { canned } from './canned.svelte';
import { NO_CHATS, received, summarised } from './chats_data';
import { room } from './chats_room.svelte';
import Composer from './Composer.svelte';
import { own, summary } from './samples';

const tab = () => room.chats.get('c')!;

/** The composer in front of the room's own chat, drawn anew with everything that is typed. */
function sit() {
  const props = () => ({ tab: tab(), me: 'ada', onlink: () => undefined, onkeep: () => undefined });
  const { rerender } = render(Composer, props());
  const area = () => screen.getByRole<HTMLTextAreaElement>('textbox');
  return {
    types: async (text: string) => (await fireEvent.input(area(), { target: { value: text } }), rerender(props())),
    presses: async (key: string) => (await fireEvent.keyDown(area(), { key }), rerender(props())),
    area,
  };
}

beforeEach(() => {
  Object.defineProperty(globalThis, 'matchMedia', { value: () => ({ matches: false }), configurable: true });
  Element.prototype.scrollIntoView = () => undefined;
  room.me = { id: 'ada', name: 'Ada' };
  canned.all = [{ id: '1', shortcut: '/shade', title: 'Shade', text: 'It is included.', shared: true }];
  room.set(received(summarised(NO_CHATS, summary('c'), 'ada'), 'c', [own(1, { text: 'Tow on the shelf.' })]));
});

describe('the composer', () => {
  it('says with Enter, and keeps what is not known as a command', async () => {
    const agent = sit();
    await agent.types('Good evening');
    await agent.presses('Enter');
    expect(tab().outgoing.map((one) => one.text)).toEqual(['Good evening']);
    await agent.types('/shde');
    await agent.presses('Enter');
    expect(screen.getByRole('alert').textContent).toContain('There is no command /shde.');
    expect(tab()).toMatchObject({ draft: '/shde', outgoing: [{ text: 'Good evening' }] });
  });

  it('sends a canned response by its short-cut, and two slashes as one', async () => {
    const agent = sit();
    await agent.types('/sh');
    expect(screen.getByRole('option').textContent).toContain('/shade');
    await agent.presses('Enter');
    await agent.types('//shade');
    await agent.presses('Enter');
    expect(tab().outgoing.map((one) => [one.as.is, one.text])).toEqual([['canned', 'It is included.'], ['text', '/shade']]);
  });

  it('betters my last words with the arrow in an empty composer', async () => {
    const agent = sit();
    await agent.presses('ArrowUp');
    expect(agent.area().value).toBe('Tow on the shelf.');
    expect(screen.getByText('Editing your last message.')).toBeTruthy();
    await agent.presses('Escape');
    expect(tab()).toMatchObject({ editing: null, draft: '' });
  });

  it('says to whom one speaks when one whispers', async () => {
    const agent = sit();
    await fireEvent.click(screen.getByRole('button', { name: 'Whisper' }));
    await agent.types('Between us');
    expect(agent.area().getAttribute('aria-label')).toBe('Whisper, only agents see this');
    await agent.presses('Enter');
    expect(tab().outgoing[0]).toMatchObject({ text: 'Between us', whisper: true });
    await agent.types('/shade');
    await agent.presses('Enter');
    await waitFor(() => expect(tab().draft).toBe('It is included.'));
    expect(tab().outgoing).toHaveLength(1);
  });
});
