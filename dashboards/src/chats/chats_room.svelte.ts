// The agent's chats as they happen: news from the socket, history by request, and what is said in return.
import { get } from 'svelte/store';
import { api, ApiError, reason } from '../lib/api';
import { now } from '../lib/clock';
import { connection } from '../lib/connection';
import { bindKeys } from '../lib/keys';
import { notify } from '../lib/notify';
import { go, route } from '../lib/route';
import { knock, ring } from '../lib/sound';
import { toast } from '../lib/toast';
import type { AgentName, ChatSummary, Message } from '../lib/wire';
import * as data from './chats_data';

interface History {
  chat: ChatSummary;
  messages: Message[];
}

/** Typing is told at most this often. */
const TELL_TYPING = 2_500;

const isOpen = (id: string): boolean => get(route).room === 'chats' && get(route).chat === id;

class ChatsRoom {
  chats = $state.raw<data.Chats>(data.NO_CHATS);
  /** What waits for the agent: for the rail's badge, the title and the favicon. */
  readonly waiting = $derived.by(() => data.waiting(this.chats));

  /** The agent who is signed in. */
  me = $state.raw<AgentName>({ id: '', name: '' });
  #asking = new Set<string>();
  #toldTyping = 0;

  /** Called once, when the agent is signed in. Gives back how to stop. */
  start(me: AgentName): () => void {
    this.me = me;
    const offs = [
      bindKeys([{ keys: 'a', what: 'Accept the ringing chat', act: () => this.#acceptFirst() }]),
      connection.on('hello', () => void this.#resync()),
      connection.on('chat', (summary) => this.#summary(summary)),
      connection.on('message', (message) => this.#message(message)),
      connection.on('typing', ({ chat, name }) => this.#set(data.typingCame(this.chats, chat, name, now()))),
      connection.on('ack', (ack) => this.#set(data.acknowledged(this.chats, ack, this.me))),
      connection.on('refused', ({ client_id, why }) => client_id && this.#set(data.refused(this.chats, client_id, why))),
    ];
    if (get(connection).state === 'live') void this.#resync();
    return () => {
      offs.forEach((off) => off());
      ring(false);
    };
  }

  say(id: string, text: string): void {
    const outgoing = { client_id: `a-${crypto.randomUUID()}`, text, at: now(), refused: null };
    this.#set(data.said(this.chats, id, outgoing));
    this.#send(id, outgoing);
  }

  /** A refused text goes back into the composer. */
  takeBack(id: string, one: data.Outgoing): void {
    this.#set(data.drafted(data.givenUp(this.chats, id, one.client_id), id, one.text));
  }

  draft(id: string, text: string): void {
    this.#set(data.drafted(this.chats, id, text));
    if (text === '' || Date.now() - this.#toldTyping < TELL_TYPING) return;
    this.#toldTyping = Date.now();
    connection.send({ type: 'typing', chat: id });
  }

  /** What is in view is read, and the other consoles of this agent are told. */
  see(id: string): void {
    const tab = this.chats.get(id);
    if (!tab || tab.read >= data.lastSeq(tab)) return;
    this.#set(data.seen(this.chats, id));
    connection.send({ type: 'read', chat: id, seq: data.lastSeq(tab) });
  }

  async accept(id: string): Promise<void> {
    if (await this.#do(`chats/${id}/accept`)) go({ room: 'chats', chat: id });
  }

  #acceptFirst(): void {
    const first = data.firstRinging(this.chats);
    if (first) void this.accept(first.summary.id);
  }

  end = (id: string): Promise<boolean> => this.#do(`chats/${id}/end`);

  close(id: string): void {
    this.#set(data.without(this.chats, id));
    if (isOpen(id)) go({ chat: null });
  }

  /** A chat is opened: its history comes once. */
  async open(id: string): Promise<void> {
    const tab = this.chats.get(id);
    if (!tab?.loaded) await this.#history(id, true);
  }

  #set(chats: data.Chats): void {
    this.chats = chats;
    ring(data.firstRinging(chats) !== null);
  }

  #summary(summary: ChatSummary): void {
    const rang = this.chats.get(summary.id)?.summary.state === 'ringing';
    this.#set(data.summarised(this.chats, summary, this.me.id));
    if (summary.state === 'ringing' && !rang) this.#tell(summary.id, `${summary.visitor_name} rings`, summary.last_text);
  }

  #message(message: Message): void {
    const known = this.chats.get(message.chat);
    this.#set(data.received(this.chats, message.chat, [message]));
    if (!known) return;
    if (message.seq > data.completeUpTo(this.chats.get(message.chat)!)) void this.#history(message.chat);
    if (message.from === 'visitor' && message.seq > data.lastSeq(known)) this.#heard(message);
  }

  #heard(message: Message): void {
    if (isOpen(message.chat) && document.hasFocus()) return;
    knock();
    this.#tell(message.chat, message.name, message.text);
  }

  #tell(chat: string, title: string, body: string): void {
    notify(chat, title, body, () => go({ room: 'chats', chat }));
  }

  async #resync(): Promise<void> {
    const list = await api.get<{ chats: ChatSummary[] }>('chats').catch(() => null);
    if (!list) return;
    this.#set(data.listed(this.chats, list.chats, this.me.id));
    await Promise.all([...this.chats.keys()].map((id) => this.#history(id)));
    for (const { chat, outgoing } of data.unsaid(this.chats)) this.#send(chat, outgoing);
  }

  /** Whatever came after the last message before which nothing is missing. */
  async #history(id: string, asked = false): Promise<void> {
    if (this.#asking.has(id)) return;
    this.#asking.add(id);
    const tab = this.chats.get(id);
    try {
      const found = await api.get<History>(`chats/${id}?after=${tab ? data.completeUpTo(tab) : 0}`);
      this.#set(data.historyCame(data.summarised(this.chats, found.chat, this.me.id, asked), id, found.messages));
    } catch (error) {
      if (error instanceof ApiError && error.status === 404) this.#set(data.without(this.chats, id));
    } finally {
      this.#asking.delete(id);
    }
  }

  #send(chat: string, { text, client_id }: data.Outgoing): void {
    connection.send({ type: 'say', chat, text, client_id });
  }

  /** True when it is done; otherwise the agent is told why not. */
  async #do(path: string): Promise<boolean> {
    try {
      this.#summary(await api.post<ChatSummary>(path));
      return true;
    } catch (error) {
      toast(reason(error));
      return false;
    }
  }
}

export const room = new ChatsRoom();
