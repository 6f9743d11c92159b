// The console's socket: opened once signed in, reopened with back-off, and telling each frame to whoever asked for its type.
import { get, writable } from 'svelte/store';
import { correct, now } from './clock';
import { again, heard, NOTHING, waitFor } from './connection_data';
import type { FrameType, Frames, Said } from './wire';

export interface ConnectionState {
  state: 'connecting' | 'live' | 'lost';
  /** While lost: the moment of the last data, and the moment of the next try. */
  since: number;
  retry_at: number;
}

type Handler<T extends FrameType> = (frame: Frames[T]) => void;

const QUIET_TOO_LONG = 45_000;

const shown = writable<ConnectionState>({ state: 'connecting', since: now(), retry_at: 0 });
const handlers = new Map<FrameType, Set<Handler<never>>>();
let socket: WebSocket | null = null;
let watching = NOTHING;
let failures = 0;
/** A server that goes away on purpose says when to come back. */
let comeBackIn: number | null = null;
let wanted = false;
/** Before `hello` nothing is said: with it, all that is watched goes out once. */
let greetedYet = false;
let lastHeard = 0;
let retry: ReturnType<typeof setTimeout> | undefined;

function on<T extends FrameType>(type: T, handler: Handler<T>): () => void {
  const all = handlers.get(type) ?? new Set();
  handlers.set(type, all.add(handler as Handler<never>));
  return () => void all.delete(handler as Handler<never>);
}

/** With every connection, beginning with the one there is. */
function whenLive(act: () => void): () => void {
  const off = on('hello', act);
  if (get(shown).state === 'live') act();
  return off;
}

function send(said: Said): boolean {
  watching = heard(watching, said);
  if (!greetedYet || socket?.readyState !== WebSocket.OPEN) return false;
  socket.send(JSON.stringify(said));
  return true;
}

function open(): void {
  wanted = true;
  clearTimeout(retry);
  if (socket) return;
  const address = new URL('/console/socket', location.href);
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
  socket = new WebSocket(address);
  socket.onmessage = (event) => receive(event.data as string);
  socket.onclose = lost;
}

function receive(text: string): void {
  const frame = JSON.parse(text) as { type: FrameType } & Frames[FrameType];
  lastHeard = now();
  if (frame.type === 'hello') greeted(frame as unknown as Frames['hello']);
  if (frame.type === 'closing') comeBackIn = (frame as unknown as Frames['closing']).retry_ms;
  for (const handler of [...(handlers.get(frame.type) ?? [])]) handler(frame as never);
}

function greeted(hello: Frames['hello']): void {
  correct(hello.now);
  greetedYet = true;
  failures = 0;
  shown.set({ state: 'live', since: hello.now, retry_at: 0 });
  for (const said of again(watching)) socket?.send(JSON.stringify(said));
}

function lost(): void {
  [socket, greetedYet] = [null, false];
  if (!wanted) return;
  const wait = waitFor(comeBackIn, failures++, Math.random());
  comeBackIn = null;
  shown.update((before) => ({ state: failures === 1 && before.state === 'connecting' ? 'connecting' : 'lost', since: lastHeard || now(), retry_at: now() + wait }));
  retry = setTimeout(open, wait);
}

/** Signing out: no connection and no memory of what was watched. */
function close(): void {
  wanted = false;
  watching = NOTHING;
  clearTimeout(retry);
  if (socket) socket.onclose = null;
  socket?.close();
  [socket, greetedYet] = [null, false];
}

/** The agent asks for the next try, or the network says it is back. */
function hurry(): void {
  if (wanted && !socket) open();
}

/** Places while somebody looks at the map; the answer stops them. */
function watchPlaces(site: string | null): () => void {
  send({ type: 'watch_places', site });
  return () => void send({ type: 'watch_places', site, off: true });
}

function watchVisitor(key: string): () => void {
  send({ type: 'watch_visitor', key });
  return () => void send({ type: 'watch_visitor', key: null });
}

/** A laptop that slept believes in its dead socket for minutes: on return, whatever is watched is asked for afresh. */
function returned(): void {
  if (document.hidden || !wanted) return;
  if (!socket) open();
  else if (now() - lastHeard > QUIET_TOO_LONG) for (const said of again(watching)) send(said);
}

addEventListener('online', hurry);
document.addEventListener('visibilitychange', returned);

export const connection = { subscribe: shown.subscribe, on, whenLive, send, open, close, hurry, watchPlaces, watchVisitor };
