import type { TicketStatus } from '@desk/domain';

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
  remove(number: string, employeeId: string): Promise<void>;
  /** Of this ticket all but the one to `employeeId`; null: all. */
  removeOthers(number: string, employeeId: string | null): Promise<void>;
}
