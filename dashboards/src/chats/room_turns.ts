// What one colleague says in one go stands together under one name. Pure.
import type { RoomMessage } from '../lib/wire_desk';

export interface RoomTurn extends Pick<RoomMessage, 'seq' | 'agent' | 'name' | 'at'> {
  messages: RoomMessage[];
}

const PAUSE = 3 * 60_000;

export function roomTurns(messages: readonly RoomMessage[]): RoomTurn[] {
  const turns: RoomTurn[] = [];
  let last = 0;
  for (const message of messages) {
    const turn = turns.at(-1);
    if (turn?.agent === message.agent && message.at - last < PAUSE) turn.messages.push(message);
    else turns.push({ seq: message.seq, agent: message.agent, name: message.name, at: message.at, messages: [message] });
    last = message.at;
  }
  return turns;
}
