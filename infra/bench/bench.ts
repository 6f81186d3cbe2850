import type { Opened } from '../stack/run-to-end.ts';
import type { Row } from './row.ts';

/** What a group of benchmarks is given. */
export interface Bench {
  readonly seed: number;
  /** Tells what is going on, a line at a time. */
  readonly say: (line: string) => void;
  /** Closed at the end, whatever happens. */
  readonly opened: Opened;
}

/** Everything a group measures, in the order of its table. A number that cannot be had here is left out, and said so. */
export type BenchGroup = (bench: Bench) => Promise<readonly Row[]>;
