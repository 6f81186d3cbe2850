import type { RetentionClassName } from './retention-classes.table.ts';

/** How old the oldest of a class is, counted as its term is; 0 where there is none. */
export interface RetentionAge {
  readonly name: RetentionClassName;
  readonly oldestAgeSeconds: number;
  /** What its term allows. */
  readonly termSeconds: number;
}

/** Reads tables that are swept, and is not for every moment. */
export type MeasureRetention = (now: number) => Promise<readonly RetentionAge[]>;
