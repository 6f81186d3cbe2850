import type { AuditEntry, TicketStatus } from '@desk/domain';

/** What the desk itself gave to whom. `statusThen`: nobody has acted on it while the tracker still says so. */
export interface GivenAssignment {
  readonly number: string;
  readonly employeeId: string;
  readonly account: string;
  readonly statusThen: TicketStatus;
  readonly at: number;
}

export interface GivenAssignments {
  find(number: string, employeeId: string): Promise<GivenAssignment | null>;
  /** Before the tracker is asked, so that an interrupted assignment is known as the desk's own. */
  save(given: GivenAssignment): Promise<void>;
  /** The tracker has it so: earlier ones of this ticket are over, and the entry is written, once, in one step. */
  confirm(number: string, employeeId: string, audit: AuditEntry): Promise<void>;
  /** The tracker would not: as if it had never been tried. */
  remove(number: string, employeeId: string): Promise<void>;
  /** Somebody else has decided. */
  removeAll(number: string): Promise<void>;
}
