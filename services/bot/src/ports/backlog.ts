/** Work that waits to be done. */
export interface Waiting {
  readonly count: number;
  /** Of the oldest; 0 where nothing waits. */
  readonly ageSeconds: number;
}

/** What a look at the database tells operations of the desk's health. */
export interface Backlog {
  /** Updates and events not handled yet. */
  readonly inbox: Waiting;
  /** Effects not delivered yet, those that are due. */
  readonly outbox: Waiting;
  /** Audit entries that no number has been given to. */
  readonly auditPending: Waiting;
  /** Audit entries that have a number and are not known to be inside yet. */
  readonly auditUnshipped: Waiting;
  /** What was set aside and waits for an operator. */
  readonly deadLetters: { readonly inbox: number; readonly outbox: number };
  /** Requests for a consultation that nobody has accepted yet, by team. */
  readonly lines: ReadonlyMap<string, Waiting>;
}

/** `teams`: those of the catalogue. Each has its line, be it empty. */
export type MeasureBacklog = (teams: readonly string[]) => Promise<Backlog>;
