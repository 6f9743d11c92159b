// What the agent says in a chat: words, whispers, links, canned responses, files; and how it is bettered afterwards.
import { now } from '../lib/clock';
import { connection } from '../lib/connection';
import { toast } from '../lib/toast';
import type { Message } from '../lib/wire';
import type { Canned } from '../lib/wire_desk';
import * as data from './chats_data';
import { room } from './chats_room.svelte';
import * as speech from './outgoing_data';
import { upload } from './upload';

/** Typing is told at most this often. */
const TELL_TYPING = 2_500;
const LARGEST = 10 * 1024 * 1024;

const files = new Map<string, File>();
let toldTyping = 0;

const whispers = (id: string): boolean => room.chats.get(id)?.whisper ?? false;

function put(id: string, text: string, as: speech.Outgoing['as'], whisper: boolean, empties: boolean): speech.Outgoing {
  const outgoing: speech.Outgoing = { client_id: `a-${crypto.randomUUID()}`, text, at: now(), whisper, as, refused: null };
  room.set(speech.said(room.chats, id, outgoing, empties));
  const frame = speech.frameOf(id, outgoing);
  if (frame) connection.send(frame);
  return outgoing;
}

export const say = (id: string, text: string): void => void put(id, text, { is: 'text' }, whispers(id), true);

/** A link goes to the visitor, also from within whispers: it is sent by a button of its own. */
export function pushLink(id: string, url: string, leaving?: string): void {
  put(id, url, { is: 'link' }, false, false);
  if (leaving !== undefined) room.set(data.drafted(room.chats, id, leaving));
}

export const sayCanned = (id: string, one: Canned): void => void put(id, one.text, { is: 'canned', id: one.id }, false, true);

export function draft(id: string, text: string): void {
  room.set(data.drafted(room.chats, id, text));
  if (text === '' || text.startsWith('/') || whispers(id) || Date.now() - toldTyping < TELL_TYPING) return;
  toldTyping = Date.now();
  connection.send({ type: 'typing', chat: id });
}

export const whisper = (id: string, on: boolean): void => room.set(data.whispering(room.chats, id, on));

/** A refused text goes back into the composer; a whisper as a whisper. */
export function takeBack(id: string, one: speech.Outgoing): void {
  const without = speech.givenUp(room.chats, id, one.client_id);
  room.set(data.whispering(data.drafted(without, id, one.text), id, one.whisper));
}

export const giveUp = (id: string, one: speech.Outgoing): void => room.set(speech.givenUp(room.chats, id, one.client_id));

export function better(id: string, one: Message | null): void {
  room.set(data.bettering(room.chats, id, one));
}

export function sendBetter(id: string, text: string): void {
  const tab = room.chats.get(id);
  if (!tab?.editing) return;
  const same = tab.messages.find((one) => one.seq === tab.editing)?.text === text;
  if (!same && !connection.send({ type: 'edit', chat: id, seq: tab.editing, text })) return toast('The connection is lost. Save it again when it is back.');
  better(id, null);
}

export function remove(id: string, seq: number): void {
  if (!connection.send({ type: 'delete', chat: id, seq })) toast('The connection is lost. Nothing was deleted.');
  if (room.chats.get(id)?.editing === seq) better(id, null);
}

export function attach(id: string, chosen: Iterable<File>): void {
  for (const file of chosen) {
    if (file.size > LARGEST) toast(`${file.name} is larger than 10 MB.`);
    else if (file.size === 0) toast(`${file.name} is empty.`);
    else {
      const one = put(id, file.name || 'picture.png', { is: 'file', size: file.size, sent: 0 }, whispers(id), false);
      files.set(one.client_id, file);
      void bring(id, one);
    }
  }
}

/** Once more, after it could not be sent. */
export function again(id: string, one: speech.Outgoing): void {
  room.set(speech.retried(room.chats, one.client_id));
  if (one.as.is === 'file') return void bring(id, one);
  const frame = speech.frameOf(id, one);
  if (frame) connection.send(frame);
}

async function bring(id: string, one: speech.Outgoing): Promise<void> {
  const file = files.get(one.client_id);
  if (!file) return;
  const why = await upload(id, one, file, (sent) => room.set(speech.progressed(room.chats, one.client_id, sent)));
  if (why) return room.set(speech.refused(room.chats, one.client_id, why));
  files.delete(one.client_id);
  await room.history(id);
  room.set(speech.givenUp(room.chats, id, one.client_id));
}
