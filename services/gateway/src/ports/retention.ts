import type { RetentionClassName } from './retention-classes.table.ts';

/** Rows past their time, removed in bounded batches. Instants are epoch milliseconds. */
export interface Retention {
  /** How many rows went, by what they were. */
  removeExpired(limits: RetentionLimits): Promise<RemovedRows>;
  /** The instants by which the oldest of each class is found; without those of which there is nothing. */
  findOldest(): Promise<ReadonlyMap<RetentionClassName, number>>;
}

export type RemovedRows = ReadonlyMap<RetentionClassName, number>;

/** How old the oldest of a class is, counted as its term is; 0 where there is none. */
export interface RetentionAge {
  readonly name: RetentionClassName;
  readonly oldestAgeSeconds: number;
  /** What its term allows. */
  readonly termSeconds: number;
}

export interface RetentionLimits {
  readonly rowsPerTableMax: number;
  /** What is of an earlier instant goes. */
  readonly before: Readonly<Record<RetentionClassName, number>>;
}
