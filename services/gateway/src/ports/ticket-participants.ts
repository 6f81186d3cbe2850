import type { AuditEntry } from '@desk/domain';

/** A colleague who was let in on a ticket through the desk. */
export interface TicketParticipant {
  readonly number: string;
  readonly employeeId: string;
  readonly addedBy: string;
  readonly at: number;
}

export const participantsPerTicketMax = 50;

export interface TicketParticipants {
  /** Once, with the entry. `full`: the ticket has 50 already. */
  add(participant: TicketParticipant, audit: AuditEntry): Promise<'added' | 'already' | 'full'>;
  /** Employee ids, the earliest first. */
  list(number: string): Promise<readonly string[]>;
}
