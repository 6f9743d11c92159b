// Away by itself after a while without a hand on the console, and back with the first movement. One agent may have several consoles open
// in this browser: they share the moment of the last activity, and any of them brings back who went away by itself.
import { get } from 'svelte/store';
import { connection } from '../lib/connection';
import { idleStep } from './idle_data';
import { session, statusIs } from './session';

const KEY = 'parlour.active';
const AWAY = 'parlour.idle';
const LOOK_EVERY = 10_000;
const NOTE_EVERY = 2_000;

const lastActive = (): number => Number(localStorage.getItem(KEY)) || Date.now();

function look(): void {
  const now = get(session);
  if (now.is !== 'agent' || get(connection).state !== 'live') return;
  const went = localStorage.getItem(AWAY) !== null;
  const status = idleStep({ quiet: Date.now() - lastActive(), minutes: now.idleMinutes, status: now.agent.status, went });
  if (!status || !connection.send({ type: 'status', status, idle: true })) return;
  if (status === 'away') localStorage.setItem(AWAY, 'yes');
  else localStorage.removeItem(AWAY);
  statusIs(status);
}

let noted = 0;
function active(): void {
  if (Date.now() - noted < NOTE_EVERY) return;
  noted = Date.now();
  localStorage.setItem(KEY, String(noted));
  if (localStorage.getItem(AWAY) !== null) look();
}

/** Watches until the returned function is called. */
export function watchIdle(): () => void {
  const signs = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const;
  active();
  for (const sign of signs) addEventListener(sign, active, { passive: true });
  const timer = setInterval(look, LOOK_EVERY);
  return () => {
    clearInterval(timer);
    for (const sign of signs) removeEventListener(sign, active);
  };
}
