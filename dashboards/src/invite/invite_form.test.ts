import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { draftOf } from '../lib/drafts';
import { InviteForm } from './invite_form.svelte';

interface Asked {
  path: string;
  body: { text?: string };
  answer: (status: number, body: unknown) => Promise<void>;
}

let asked: Asked[] = [];

/** A server whose answers come when the test says so. */
function fetched(path: string, init: RequestInit): Promise<Response> {
  return new Promise((resolve) => {
    const answer = async (status: number, body: unknown) => {
      resolve(new Response(JSON.stringify(body), { status }));
      await vi.advanceTimersByTimeAsync(0);
    };
    asked.push({ path: path.replace('/api/v1/', ''), body: JSON.parse((init.body as string | undefined) ?? '{}'), answer });
  });
}

const about = {
  recipient: 'Marta Kowalska', groups: [{ id: 'g', name: 'Sales', department: 'Sales' }],
  templates: [{ id: 't', name: 'Short', text: 'Hello #name#' }], variables: [{ name: 'name', value: 'Marta Kowalska', label: 'Name' }], open: null,
};
const preview = (text: string, more = {}) => ({ text, unknown: [], empty: [], length: text.length, ...more });

async function opened(visitor: string, more = {}): Promise<InviteForm> {
  const form = new InviteForm(visitor);
  const loading = form.load();
  await asked.pop()!.answer(200, { ...about, ...more });
  await loading;
  return form;
}

beforeEach(() => {
  asked = [];
  vi.useFakeTimers();
  vi.stubGlobal('fetch', fetched);
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('the invitation form', () => {
  it('begins with the first group and template', async () => {
    const form = await opened('a');
    expect(form).toMatchObject({ group: 'g', template: 't', text: 'Hello #name#' });
  });

  it('calls the visitor as their row does, not by an address', async () => {
    const variables = [{ name: 'name', value: null, label: 'Name' }, { name: 'public_name', value: 'Linnet 482', label: 'Public name' }];
    expect((await opened('n', { recipient: '192.0.2.7', variables })).called).toBe('Linnet 482');
  });

  it('asks for the preview when the hand rests, once', async () => {
    const form = await opened('b');
    form.write('He');
    await vi.advanceTimersByTimeAsync(100);
    form.write('Hey');
    await vi.advanceTimersByTimeAsync(149);
    expect(asked).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(asked.map((one) => one.body.text)).toEqual(['Hey']);
  });

  it('shows the answer to the last question only', async () => {
    const form = await opened('c');
    form.write('one');
    await vi.advanceTimersByTimeAsync(150);
    form.write('two');
    await vi.advanceTimersByTimeAsync(150);
    const [one, two] = asked;
    await two!.answer(200, preview('TWO'));
    await one!.answer(200, preview('ONE'));
    expect(form.preview?.text).toBe('TWO');
  });

  it('cannot be sent with an unknown variable, too long, or empty', async () => {
    const form = await opened('d');
    expect(form.sendable).toBe(true);
    form.preview = preview('x', { unknown: [{ name: 'frist_name', did_you_mean: 'first_name' }] });
    expect(form.sendable).toBe(false);
    form.preview = preview('x', { length: 501 });
    expect(form.sendable).toBe(false);
    form.preview = null;
    form.text = '  ';
    expect(form.sendable).toBe(false);
  });

  it('says whose invitation is open', async () => {
    const form = await opened('e', { open: { agent: { id: 'i', name: 'Ines' }, state: 'viewed', remaining_ms: 58_000 } });
    expect(form.refusal).toEqual({ head: 'Ines has invited Marta Kowalska already.', rest: '0:58 left on it.' });
  });

  it('keeps the text of who has left, and gives it back when they return', async () => {
    const form = await opened('f');
    form.write('Stay a moment');
    const sending = form.send();
    await asked.find((one) => one.path === 'invitations')!.answer(404, { error: 'The visitor has left.' });
    expect(await sending).toBe(false);
    expect(form.gone).toBe(true);
    expect(form.refusal?.head).toBe('Marta Kowalska has left.');
    expect((await opened('f')).text).toBe('Stay a moment');
  });

  it('keeps what was written, and not a template as it is', async () => {
    const form = await opened('h');
    expect(draftOf('invitation.h')).toBe('');
    form.write('Hello Marta');
    expect(draftOf('invitation.h')).toBe('Hello Marta');
    form.choose('t');
    expect(draftOf('invitation.h')).toBe('');
  });

  it('forgets the draft when it is sent', async () => {
    const form = await opened('g');
    form.write('Good evening');
    const sending = form.send();
    await asked.find((one) => one.path === 'invitations')!.answer(201, { id: 'i' });
    expect(await sending).toBe(true);
    expect(draftOf('invitation.g')).toBe('');
  });
});
