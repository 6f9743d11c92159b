// The agent's chats as they happen: news from the socket, and history by request. What is done with them is in speech.ts and deeds.ts.
import { get } from 'svelte/store';
import { api, ApiError } from '../lib/api';
import { now } from '../lib/clock';
import { connection } from '../lib/connection';
import { notify, unnotify } from '../lib/notify';
import { go, route } from '../lib/route';
import { knock, ring } from '../lib/sound';
import { toast } from '../lib/toast';
import type { AgentName, ChatSummary, Message } from '../lib/wire';
import * as data from './chats_data';
import { ringingEnded } from './ended_words';
import { withBegun } from './kept';
import * as speech from './outgoing_data';

interface History {
  chat: ChatSummary;
  messages: Message[];
}

const isOpen = (id: string): boolean => get(route).room === 'chats' && get(route).chat === id;

class ChatsRoom {
  chats = $state.raw<data.Chats>(data.NO_CHATS);
  /** False until the server has said what there is. */
  known = $state(false);
  /** The agent who is signed in. */
  me = $state.raw<AgentName>({ id: '', name: '' });
  readonly waiting = $derived.by(() => data.waiting(this.chats, this.me.id));
  readonly active = $derived.by(() => data.activeOf(this.chats, this.me.id));
  #asking = new Set<string>();

  /** Called once, when the agent is signed in. Gives back how to stop. */
  start(me: AgentName): () => void {
    this.me = me;
    const offs = [
      connection.whenLive(() => void this.#resync()),
      connection.on('chat', (summary) => this.told(summary)),
      connection.on('message', (message) => this.#message(message)),
      connection.on('typing', ({ chat, name, text }) => this.set(data.typingCame(this.chats, chat, name, text ?? null, now()))),
      connection.on('ack', (ack) => this.#acknowledged(ack)),
      connection.on('refused', ({ client_id, why }) => (client_id ? this.set(speech.refused(this.chats, client_id, why)) : toast(why))),
    ];
    return () => {
      offs.forEach((off) => off());
      [this.chats, this.known] = [data.NO_CHATS, false];
      ring(false);
    };
  }

  set(chats: data.Chats): void {
    this.chats = withBegun(this.chats, chats);
    ring(data.firstRinging(chats) !== null);
  }

  /** News of a chat, by the socket or as the answer to what was asked. */
  told(summary: ChatSummary): void {
    const before = this.chats.get(summary.id)?.summary ?? null;
    this.set(data.summarised(this.chats, summary, this.me.id));
    if (before && !this.chats.has(summary.id) && isOpen(summary.id)) go({ chat: null, visitor: null }, true);
    if (summary.rings && !before?.rings) return this.#tell(summary.id, `${summary.visitor_name} rings`, summary.last_text);
    if (!before?.rings) return;
    unnotify(summary.id);
    const words = ringingEnded(summary, this.me.id);
    if (words) toast(words);
  }

  /** What is in view is read, and the other consoles of this agent are told. */
  see(id: string): void {
    const tab = this.chats.get(id);
    if (!tab || tab.read >= data.lastSeq(tab)) return;
    this.set(data.seen(this.chats, id));
    if (tab.summary.state === 'active') connection.send({ type: 'read', chat: id, seq: data.lastSeq(tab) });
  }

  close(id: string): void {
    this.set(data.without(this.chats, id));
    if (isOpen(id)) go({ chat: null, visitor: null }, true);
  }

  /** A chat is opened: its history comes once. */
  async open(id: string): Promise<void> {
    const tab = this.chats.get(id);
    if (!tab?.loaded) await this.history(id, true);
  }

  #acknowledged(ack: { client_id: string; chat: string; seq: number }): void {
    this.set(speech.acknowledged(this.chats, ack, this.me));
    const stillOut = this.chats.get(ack.chat)?.outgoing.some((one) => one.client_id === ack.client_id);
    if (stillOut) void this.history(ack.chat);
  }

  #message(message: Message): void {
    const known = this.chats.get(message.chat);
    this.set(data.received(this.chats, message.chat, [message]));
    if (!known) return;
    if (message.seq > data.completeUpTo(this.chats.get(message.chat)!)) void this.history(message.chat);
    // While it rings, that is heard and seen.
    if (data.isToMe(message, this.me.id) && !data.isRinging(known) && message.seq > data.lastSeq(known)) this.#heard(message);
  }

  #heard(message: Message): void {
    if (isOpen(message.chat) && document.hasFocus()) return;
    knock();
    this.#tell(message.chat, message.name, message.text || message.file?.name || message.link?.url || '');
  }

  #tell(chat: string, title: string, body: string): void {
    notify(chat, title, body, () => go({ room: 'chats', chat }));
  }

  async #resync(): Promise<void> {
    const list = await api.get<{ chats: ChatSummary[] }>('chats').catch(() => null);
    if (!list) return;
    this.set(data.listed(this.chats, list.chats, this.me.id));
    this.known = true;
    await Promise.all([...this.chats.keys()].map((id) => this.history(id)));
    for (const { chat, outgoing } of speech.unsaid(this.chats)) {
      const frame = speech.frameOf(chat, outgoing);
      if (frame) connection.send(frame);
    }
  }

  /** Whatever came after the last message before which nothing is missing. */
  async history(id: string, asked = false): Promise<void> {
    if (this.#asking.has(id)) return;
    this.#asking.add(id);
    const tab = this.chats.get(id);
    try {
      const found = await api.get<History>(`chats/${id}?after=${tab ? data.completeUpTo(tab) : 0}`);
      this.set(data.historyCame(data.summarised(this.chats, found.chat, this.me.id, asked), id, found.messages));
    } catch (error) {
      if (error instanceof ApiError && (error.status === 404 || error.status === 403)) this.set(data.without(this.chats, id));
    } finally {
      this.#asking.delete(id);
    }
  }
}

export const room = new ChatsRoom();
