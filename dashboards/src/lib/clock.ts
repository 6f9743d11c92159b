// One clock for the whole console: ticks once a second and shows the server's time, so that all durations step together.
import { readable } from 'svelte/store';

let ahead = 0;

/** The server's moment now. */
export const now = (): number => Date.now() + ahead;

/** Called with every `hello`: from here on our moments are the server's. */
export const correct = (serverNow: number): void => void (ahead = serverNow - Date.now());

export const clock = readable(now(), (set) => {
  set(now());
  const tick = setInterval(() => set(now()), 1000);
  return () => clearInterval(tick);
});

const two = (number: number): string => String(number).padStart(2, '0');

/** 0:12, 14:08, 1:02:11. */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}:${two(seconds % 60)}`;
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`;
}

const hours = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

/** 18:42, by the agent's own clock. */
export const timeOfDay = (moment: number): string => hours.format(moment);

const days = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

/** 21 Nov 2026, 18:42, by the agent's own clock. */
export const dayAndTime = (moment: number): string => days.format(moment);
