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
  readonly auditPending: number;
}

export type MeasureBacklog = () => Promise<Backlog>;
