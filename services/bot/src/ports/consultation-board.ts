import type { OfferCandidate, Waiter } from '@desk/domain';
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

/** The wait queue in Redis: for each team and priority a line, oldest first. What it says is checked against Postgres. */
export interface WaitLines {
  put(team: string, waiter: Waiter): Promise<void>;
  drop(team: string, consultationId: string): Promise<void>;
  /** The first of each line, at most so many. */
  read(team: string, maxOfEach: number): Promise<Readonly<Record<Waiter['priority'], readonly Waiter[]>>>;
  /** All lines of all teams, as Postgres has them. */
  rebuild(lines: ReadonlyMap<string, readonly Waiter[]>): Promise<void>;
}
