// When the idle clock changes the status. Pure.
import type { Agent } from '../lib/wire';

export interface IdleFacts {
  /** Milliseconds since the last activity in any console of this browser. */
  quiet: number;
  /** null: never away by itself. */
  minutes: number | null;
  status: Agent['status'];
  /** A console of this browser went away by itself and none has come back. */
  went: boolean;
}

/** The status to be told, or null. Who went away by hand is not brought back: `went` is false for them. */
export function idleStep({ quiet, minutes, status, went }: IdleFacts): Agent['status'] | null {
  const idle = minutes !== null && quiet >= minutes * 60_000;
  if (idle && status === 'online') return 'away';
  return !idle && went && status === 'away' ? 'online' : null;
}
