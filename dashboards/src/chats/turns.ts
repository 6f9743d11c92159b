// The transcript as it is read: what one person said in one go stands together under one name.
import type { ChatSummary, Message } from '../lib/wire';

export interface Turn {
  /** The first message's seq: stays the same while the turn grows. */
  seq: number;
  from: Message['from'];
  agent: string | null;
  name: string;
  at: number;
  whisper: boolean;
  messages: Message[];
}

/** After this long a new word begins a new turn, with its own time. */
const PAUSE = 3 * 60_000;

export function turnsOf(messages: readonly Message[]): Turn[] {
  const turns: Turn[] = [];
  let last = 0;
  for (const message of messages) {
    const { seq, from, agent, name, at, whisper } = message;
    const turn = turns.at(-1);
    if (turn && continues(turn, message) && at - last < PAUSE) turn.messages.push(message);
    else turns.push({ seq, from, agent, name, at, whisper, messages: [message] });
    last = at;
  }
  return turns;
}

const continues = (turn: Turn, { from, agent, whisper }: Message): boolean =>
  from !== 'notice' && turn.from === from && turn.agent === agent && turn.whisper === whisper;

export type Reached = 'Sent' | 'Delivered' | 'Read';

/** The last of the agents' words to the visitor, and how far it got: said once, below it. */
export function reached(messages: readonly Message[], summary: ChatSummary): { seq: number; word: Reached } | null {
  const last = messages.findLast((one) => one.from === 'agent' && !one.whisper && !one.deleted);
  if (!last || summary.state !== 'active') return null;
  const word = last.seq <= summary.visitor_read ? 'Read' : last.seq <= summary.visitor_delivered ? 'Delivered' : 'Sent';
  return { seq: last.seq, word };
}
