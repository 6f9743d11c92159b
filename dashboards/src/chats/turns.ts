// The transcript as it is read: what one person said in one go stands together under one name.
import type { Message } from '../lib/wire';

export interface Turn {
  /** The first message's seq: stays the same while the turn grows. */
  seq: number;
  from: Message['from'];
  agent: string | null;
  name: string;
  at: number;
  texts: { seq: number; text: string }[];
}

/** After this long a new word begins a new turn, with its own time. */
const PAUSE = 3 * 60_000;

export function turnsOf(messages: readonly Message[]): Turn[] {
  const turns: Turn[] = [];
  let last = 0;
  for (const { seq, from, agent, name, at, text } of messages) {
    const turn = turns.at(-1);
    if (turn && continues(turn, from, agent) && at - last < PAUSE) turn.texts.push({ seq, text });
    else turns.push({ seq, from, agent, name, at, texts: [{ seq, text }] });
    last = at;
  }
  return turns;
}

const continues = (turn: Turn, from: Message['from'], agent: string | null): boolean =>
  from !== 'notice' && turn.from === from && turn.agent === agent;
