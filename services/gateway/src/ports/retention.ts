import type { RetentionClassName } from './retention-classes.table.ts';

/** Rows past their time, removed in bounded batches. Instants are epoch milliseconds. */
export interface Retention {
  /** How many rows went, by what they were. */
  removeExpired(limits: RetentionLimits): Promise<RemovedRows>;
}

export type RemovedRows = ReadonlyMap<RetentionClassName, number>;

export interface RetentionLimits {
  readonly rowsPerTableMax: number;
  /** What is of an earlier instant goes. */
  readonly before: Readonly<Record<RetentionClassName, number>>;
}
