// One visitor, watched as long as the panel is open: the live row with its pages, the last invitation, the visits before.
import { api } from '../lib/api';
import { now } from '../lib/clock';
import { connection } from '../lib/connection';
import { deadlineOf } from '../invite/invitation_state';
import type { Invitation, Visit, Visitor } from '../lib/wire';
import { before } from './visitor_data';

export class WatchedVisitor {
  visitor = $state.raw<Visitor | null>(null);
  invitation = $state.raw<Invitation | null>(null);
  deadline = $state.raw<number | null>(null);
  /** null until they have been read, or when they could not be. */
  visits = $state.raw<readonly Visit[] | null>(null);
  visitsProblem = $state(false);
  #key: string;

  constructor(key: string) {
    this.#key = key;
  }

  /** Watches until the returned function is called. */
  start(): () => void {
    const offs = [
      connection.on('visitor', (frame) => frame.key === this.#key && this.#seen(frame)),
      connection.on('invitation', (frame) => frame.visitor === this.#key && this.#invited(frame)),
      connection.watchVisitor(this.#key),
    ];
    return () => offs.forEach((off) => off());
  }

  #seen(visitor: Visitor): void {
    const first = this.visitor === null;
    const gone = visitor.row === null && this.visitor?.row ? { ...this.visitor, row: { ...this.visitor.row, status: 'left' as const } } : visitor;
    this.visitor = gone;
    const open = visitor.row?.invitation;
    if (open && this.invitation?.id !== open.id) void this.#readInvitation(open.id);
    if (first && visitor.row && visitor.row.visits_before > 0) void this.#readVisits(visitor.row.site, visitor);
  }

  #invited(invitation: Invitation): void {
    this.invitation = invitation;
    this.deadline = deadlineOf(invitation, now());
  }

  async #readInvitation(id: string): Promise<void> {
    const found = await api.get<Invitation>(`invitations/${encodeURIComponent(id)}`).catch(() => null);
    if (found && this.invitation?.id !== id) this.#invited(found);
  }

  async #readVisits(site: string, visitor: Visitor): Promise<void> {
    const address = `visitors/${encodeURIComponent(this.#key)}/visits?site=${encodeURIComponent(site)}`;
    try {
      const { visits } = await api.get<{ visits: Visit[] }>(address);
      this.visits = before(visits, visitor);
    } catch {
      this.visitsProblem = true;
    }
  }
}
