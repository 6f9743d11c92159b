// Rooms between agents, live.
import { get } from 'svelte/store';
import { api } from '../lib/api';
import { attempt } from '../lib/attempt';
import { now } from '../lib/clock';
import { connection } from '../lib/connection';
import { draftOf, dropDraft, keepDraft } from '../lib/drafts';
import { notify } from '../lib/notify';
import { go, route } from '../lib/route';
import { knock } from '../lib/sound';
import { toast } from '../lib/toast';
import type { AgentRoom, RoomMessage } from '../lib/wire_desk';
import { room as chats } from './chats_room.svelte';
import * as data from './rooms_data';

const inView = (id: string): boolean => get(route).room === 'chats' && get(route).chat === data.roomAddress(id) && document.hasFocus();

class AgentRooms {
  all = $state.raw<data.Rooms>(data.NO_ROOMS);
  readonly waiting = $derived.by(() => data.waiting(this.all));

  start(): () => void {
    const offs = [
      connection.whenLive(() => void this.#resync()),
      connection.on('room', (one) => this.#came(one)),
      connection.on('room_message', (message) => this.#heard(message)),
      connection.on('refused', ({ client_id, why }) => client_id?.startsWith('r-') && this.#refused(client_id, why)),
    ];
    return () => {
      offs.forEach((off) => off());
      this.all = data.NO_ROOMS;
    };
  }

  /** Opens the room with a colleague, made when there is none yet. */
  async with(agent: string): Promise<void> {
    const known = [...this.all.values()].find((tab) => tab.room.with === agent);
    if (known) return this.enter(known.room.id);
    await attempt(async () => {
      const made = await api.post<AgentRoom>('rooms', { agent });
      this.#came(made);
      this.enter(made.id);
    });
  }

  enter(id: string): void {
    this.all = data.opened(this.all, id, true);
    go({ room: 'chats', chat: data.roomAddress(id), visitor: null });
  }

  /** Its messages come once; what is new comes by the socket. */
  async load(id: string): Promise<void> {
    if (this.all.get(id)?.loaded) return;
    const found = await api.get<{ room: AgentRoom; messages: RoomMessage[] }>(`rooms/${id}?after=0`).catch(() => null);
    if (!found) return;
    this.#came(found.room);
    this.all = data.loaded(data.opened(this.all, id, true), id);
    this.all = data.said(this.all, found.messages, chats.me.id);
  }

  say(id: string, text: string): void {
    const client_id = `r-${crypto.randomUUID()}`;
    this.all = data.saying(this.all, id, { client_id, text, at: now() });
    dropDraft(data.roomAddress(id));
    connection.send({ type: 'room_say', room: id, text, client_id });
  }

  draft(id: string, text: string): void {
    this.all = data.drafted(this.all, id, text);
    keepDraft(data.roomAddress(id), text);
  }

  see(id: string): void {
    const tab = this.all.get(id);
    if (!tab || data.unreadIn(tab) === 0) return;
    this.all = data.seen(this.all, id);
    connection.send({ type: 'room_read', room: id, seq: tab.room.last_seq });
  }

  close(id: string): void {
    this.see(id);
    this.all = data.opened(this.all, id, false);
    if (get(route).chat === data.roomAddress(id)) go({ chat: null }, true);
  }

  #came(one: AgentRoom): void {
    this.all = data.roomCame(this.all, one, draftOf(data.roomAddress(one.id)));
  }

  #refused(clientId: string, why: string): void {
    this.all = data.refused(this.all, clientId);
    toast(why);
  }

  #heard(message: RoomMessage): void {
    const known = this.all.has(message.room);
    this.all = data.said(this.all, [message], chats.me.id);
    if (!known) void this.#resync();
    if (message.agent === chats.me.id || inView(message.room)) return;
    knock();
    notify(message.room, message.name, message.text, () => this.enter(message.room));
  }

  /** After a reconnection: the rooms as they are, what was said in those already read here, and what was not yet taken. */
  async #resync(): Promise<void> {
    const list = await api.get<{ rooms: AgentRoom[] }>('rooms').catch(() => null);
    if (!list) return;
    for (const one of list.rooms) this.#came(one);
    for (const { room, loaded, messages, outgoing } of this.all.values()) {
      if (loaded) void this.#since(room.id, messages.at(-1)?.seq ?? 0);
      for (const { client_id, text } of outgoing) connection.send({ type: 'room_say', room: room.id, text, client_id });
    }
  }

  async #since(id: string, after: number): Promise<void> {
    const found = await api.get<{ messages: RoomMessage[] }>(`rooms/${id}?after=${after}`).catch(() => null);
    if (found) this.all = data.said(this.all, found.messages, chats.me.id);
  }
}

export const agentRooms = new AgentRooms();
