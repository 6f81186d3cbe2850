import type { Assignment, Candidate, Decision } from '@desk/domain';
import type { Acquaintance, Person } from './people.ts';
import type { Plan } from './plan.ts';
import type { StoredTicket } from './tickets.ts';

export interface StoredAssignment {
  readonly assignment: Assignment;
  /** Null when a person assigned it, not the index. */
  readonly decisionId: string | null;
  readonly version: number;
}

/** A team as it stands while its lock is held. */
export interface TeamBoard {
  readonly ticket: StoredTicket;
  /** The latest assignment, in force or over. */
  readonly latest: StoredAssignment | null;
  /** Everyone on shift or on a break; the ranking leaves out who may not be chosen and says why. */
  readonly candidates: readonly Candidate[];
  /** Specialists and supervisors of the team by id, whatever their duty. */
  readonly people: ReadonlyMap<string, Acquaintance>;
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
  /** The latest, in force or over. */
  findLatest(ticketId: string): Promise<StoredAssignment | null>;
  findDecision(decisionId: string): Promise<Decision | null>;
  /** The latest decision about a ticket: *why me?* */
  findLatestDecision(ticketId: string): Promise<Decision | null>;
  listDueReactions(now: number, max: number): Promise<readonly string[]>;
  /** Whether the tracker is still to be told who has the ticket. */
  isUntold(ticketId: string): Promise<boolean>;
}

export interface Duties {
  /** Everyone on shift or on a break, whose shift may have to be ended. */
  listOnDuty(max: number): Promise<readonly { readonly personId: string; readonly shiftStartedAt: number }[]>;
}
