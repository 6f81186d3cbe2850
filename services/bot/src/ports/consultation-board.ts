import type { OfferCandidate, Waiter, WaitLists } from '@desk/domain';
import type { StoredConsultation } from './consultations.ts';
import type { Acquaintance } from './people.ts';
import type { Plan } from './plan.ts';

/** A team as it stands while its lock is held, for offers. */
export interface OfferBoard {
  /** Everyone of the team who is on shift or on a break, with their live chats and open offers. */
  readonly specialists: readonly OfferCandidate[];
  /** Specialists and supervisors of the team by id, whatever their duty. */
  readonly people: ReadonlyMap<string, Acquaintance>;
  /** Those asked for, as they are now, over or not. */
  readonly consultations: ReadonlyMap<string, StoredConsultation>;
}

export interface OfferBoards {
  /**
   * Choosing and reserving is one atomic step per team, as for tickets (`TeamBoards`): `decide` is synchronous and
   * pure, and its plan is stored under the lock. Overtaken plans are decided again.
   */
  decide<Outcome>(
    of: { readonly team: string; readonly consultationIds: readonly string[] },
    now: number,
    decide: (board: OfferBoard) => { readonly plan: Plan; readonly outcome: Outcome },
  ): Promise<Outcome>;
}

/**
 * The wait queue in Redis: for each team and priority a line, oldest first. What it says is checked against Postgres.
 * `away`: Redis does not answer; everyone waits until it is back and the lines are built anew.
 */
export interface WaitLines {
  /** At its place by age, whatever line of the team it stood in before. */
  put(team: string, waiter: Waiter): Promise<'done' | 'away'>;
  drop(team: string, consultationId: string): Promise<'done' | 'away'>;
  /** The first of each line, at most so many. */
  read(team: string, maxOfEach: number): Promise<WaitLists | 'away'>;
  /**
   * All lines of all teams, as Postgres has them: whoever is missing stands in line at once, whoever does not belong
   * there is gone with the second rebuilding at the latest (they may have come since Postgres was asked).
   */
  rebuild(lines: ReadonlyMap<string, readonly Waiter[]>): Promise<'done' | 'away'>;
}
