// Dates and times as a settings table shows them: by the agent's own clock and language.

const DAY = 24 * 60 * 60 * 1000;
const hours = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const date = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const dateAndYear = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
const month = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' });
const whole = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'medium' });

const dayOf = (moment: number): string => new Date(moment).toDateString();

/** 14:08 today, else with its date, else with its year. */
export function when(moment: number, now: number): string {
  const time = hours.format(moment);
  if (dayOf(moment) === dayOf(now)) return time;
  const sameYear = new Date(moment).getFullYear() === new Date(now).getFullYear();
  return `${(sameYear ? date : dateAndYear).format(moment)}, ${time}`;
}

/** For a `title`: nothing left out. */
export const whenWhole = (moment: number): string => whole.format(moment);

/** `2026-11` in words. */
export const monthWord = (text: string): string => month.format(Date.parse(`${text}-01T00:00:00Z`));

/** How long until then, roughly: “in 40 s”, “in 9 min”, “in 5 h”. */
export function until(moment: number, now: number): string {
  const left = Math.max(0, moment - now);
  if (left < 60_000) return `in ${Math.ceil(left / 1000)} s`;
  if (left < 60 * 60_000) return `in ${Math.round(left / 60_000)} min`;
  if (left < 2 * DAY) return `in ${Math.round(left / 3_600_000)} h`;
  return `in ${Math.round(left / DAY)} days`;
}

/** “1 seat”, “3 seats”. */
export const count = (number: number, one: string, many = `${one}s`): string => `${number.toLocaleString('en')} ${number === 1 ? one : many}`;
