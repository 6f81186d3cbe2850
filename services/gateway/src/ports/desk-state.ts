import type { Parts } from './readiness.ts';
import type { RetentionAge } from './retention.ts';

/** Work that waits to be done; the age is that of the oldest, 0 where there is none. */
export interface Waiting {
  readonly count: number;
  readonly ageSeconds: number;
}

/** What a look at the database tells operations. */
export interface StoreFigures {
  readonly liveSessions: number;
  /** Events of the gateway's own that the bot does not have yet. */
  readonly pendingEvents: Waiting;
  /** Entries of our own audit log that are not numbered yet. */
  readonly auditPending: Waiting;
  /** How long ago the bot last shipped something of its audit log; null where it never has. */
  readonly auditShippedAgeSeconds: number | null;
}

export type MeasureStore = (now: number) => Promise<StoreFigures>;

/** How the desk stands inside at the moment somebody asks. */
export interface DeskState {
  /** Null: the database does not answer. */
  readonly store: StoreFigures | null;
  readonly parts: Parts;
  /** Null: the directory has not answered yet. */
  readonly directorySnapshotAgeSeconds: number | null;
  readonly spoolBytes: number;
  readonly spoolBytesMax: number;
  /** The key in force of each folder. */
  readonly keys: readonly { readonly folder: string; readonly ageDays: number }[];
  readonly keyAgeDaysMax: number;
  readonly certificates: readonly { readonly name: string; readonly daysLeft: number }[];
  readonly retention: readonly RetentionAge[];
  readonly draining: boolean;
}

/** A page for the scraper. */
export interface MetricsPage {
  readonly contentType: string;
  readonly text: string;
}
