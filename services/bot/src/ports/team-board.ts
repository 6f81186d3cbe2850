import type { Assignment, Candidate, Decision } from '@desk/domain';
import type { Person } from './people.ts';
import type { Plan } from './plan.ts';
import type { StoredTicket } from './tickets.ts';

export interface StoredAssignment {
  readonly assignment: Assignment;
  readonly decisionId: string | null;
  readonly version: number;
}

/** A team as it stands while its lock is held. */
export interface TeamBoard {
  readonly ticket: StoredTicket;
  /** The assignment in force, if any. */
  readonly assignment: StoredAssignment | null;
  /** Everyone on shift; the ranking leaves out who may not be chosen and says why. */
  readonly candidates: readonly Candidate[];
  readonly people: ReadonlyMap<string, Person>;
  /** Who was asked for this ticket before and declined or stayed silent. */
  readonly passedOver: ReadonlySet<string>;
  readonly requester: Person | null;
}

export interface TeamBoards {
  /**
   * Choosing and reserving is one atomic step per team: takes the team's lock, reads the board, asks `decide`
   * (synchronous and pure) and stores its plan in the same transaction. `null` when the ticket is unknown.
   */
  decide<Outcome>(
    ticketId: string,
    now: number,
    decide: (board: TeamBoard) => { readonly plan: Plan; readonly outcome: Outcome },
  ): Promise<Outcome | null>;
}

export interface Assignments {
  findInForce(ticketId: string): Promise<StoredAssignment | null>;
  findDecision(decisionId: string): Promise<Decision | null>;
  /** The latest decision about a ticket: *why me?* */
  findLatestDecision(ticketId: string): Promise<Decision | null>;
  listDueReactions(now: number, max: number): Promise<readonly string[]>;
}

export interface Duties {
  /** Everyone on shift or on a break, whose shift may have to be ended. */
  listOnDuty(max: number): Promise<readonly string[]>;
}
