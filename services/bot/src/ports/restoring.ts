import type { AuditLine } from './gateway-desk.ts';

/** What was set aside because it may have been done after the point that a database was restored to. */
export interface DoubtfulWork {
  readonly arrivals: number;
  readonly effects: number;
  /** What people said to each other: the specialist is shown that it may not have arrived. */
  readonly words: number;
}

/** A database that was restored to an earlier point, while nothing else works on it. */
export interface RestoredDesk {
  /** The latest instant that anything in it is of; null where it is empty. */
  findPoint(): Promise<number | null>;
  /** `until`: delayed effects that were due by then may have been carried out as well. */
  setDoubtfulAside(until: number): Promise<DoubtfulWork>;
  /** Effects waiting for their turn, those for chats left out. */
  countWaitingOutside(): Promise<number>;
  /** Whoever is named was erased: their keys go again, wherever the restored ones came from. How many were there. */
  eraseAgain(personIds: readonly string[]): Promise<number>;
}

/** The audit log of a restored database. */
export interface RestoredLog {
  /** The last entry; null where there is none. */
  findHead(): Promise<AuditLine | null>;
  /**
   * Puts back what the gateway holds beyond the last entry, in one step. `differs`: an entry that both have is not the
   * same. `broken`: the first does not follow the last one here, or one does not follow the one before it.
   */
  putBack(
    lines: readonly AuditLine[],
  ): Promise<
    | { readonly kind: 'continued'; readonly entries: number }
    | { readonly kind: 'differs' | 'broken'; readonly number: number }
  >;
  /** Everybody who was erased, as the log says. */
  listErased(): Promise<readonly string[]>;
}
