import type { ConfirmationDesk } from '../ports/confirmation-desk.ts';
import type { ConsultationRecords, Consultations } from '../ports/consultations.ts';
import type { SessionDesk } from '../ports/gateway-desk.ts';
import type { KeptArrivals } from '../ports/inbox.ts';
import type { People } from '../ports/people.ts';
import type { Ledger } from '../ports/plan.ts';
import type { SignInWaits } from '../ports/sign-in-waits.ts';
import type { Policy } from '../ports/system.ts';
import type { Assignments } from '../ports/team-board.ts';
import type { Facts, Tickets } from '../ports/tickets.ts';

/** Everything the conversations of specialists and supervisors rest on; each use case takes from it what it needs. */
export interface StaffDesk {
  readonly people: People;
  readonly tickets: Tickets;
  readonly assignments: Assignments;
  readonly facts: Facts;
  readonly consultations: Consultations;
  readonly consultationRecords: ConsultationRecords;
  readonly kept: KeptArrivals;
  readonly waits: SignInWaits;
  readonly sessions: SessionDesk;
  readonly confirmations: ConfirmationDesk;
  readonly ledger: Ledger;
  readonly policy: Policy;
}
