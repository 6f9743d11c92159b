import { fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, expect, it, vi } from 'vitest';
import About from './About.svelte';
import { summary } from './samples';

const note = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Note for colleagues' });
const chat = (more: object) => ({ chat: summary('c', more) });

afterEach(() => vi.unstubAllGlobals());

it('shows what a colleague writes, as they write it', async () => {
  const { rerender } = render(About, chat({}));
  await rerender(chat({ tags: ['lamps'], note: 'Wants brass.' }));
  expect(screen.getByText('lamps')).toBeTruthy();
  expect(note().value).toBe('Wants brass.');
});

it('keeps what is being written here, and says what the colleague wrote', async () => {
  const { rerender } = render(About, chat({ note: 'Wants brass.' }));
  await fireEvent.input(note(), { target: { value: 'Wants brass, small.' } });
  await rerender(chat({ note: 'Wants oak.' }));
  expect(note().value).toBe('Wants brass, small.');
  expect(screen.getByText(/“Wants oak\.”/)).toBeTruthy();
});

it('is saved again after it could not be', async () => {
  const answers = [new Response('{"error":"Not now."}', { status: 500 }), new Response('{}', { status: 200 })];
  const asked = vi.fn(() => Promise.resolve(answers.shift()!));
  vi.stubGlobal('fetch', asked);
  render(About, chat({}));
  await fireEvent.input(note(), { target: { value: 'Wants brass.' } });
  await fireEvent.blur(note());
  await screen.findByText('Not saved');
  await fireEvent.blur(note());
  await screen.findByText('Saved');
  expect(asked).toHaveBeenCalledTimes(2);
});
