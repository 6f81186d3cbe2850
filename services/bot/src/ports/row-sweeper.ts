import type { RetentionClassName } from './retention-classes.table.ts';

/** Removes what has had its time. */
export interface RowSweeper {
  /** Bounded work: what is left over is for the next time. How many rows went, by what they were. */
  sweep(now: number): Promise<ReadonlyMap<RetentionClassName, number>>;
}
