import type { Backlog } from './backlog.ts';
import type { QueueName } from './job-queue.ts';
import type { Parts } from './readiness.ts';
import type { RetentionAge } from './retention-ages.ts';

/** How the desk stands at the moment somebody asks. */
export interface DeskState {
  /** Null: the database does not answer. */
  readonly backlog: Backlog | null;
  readonly parts: Parts;
  readonly heartbeatAgesSeconds: Readonly<Record<QueueName, number>>;
  /** The key in force of each folder. */
  readonly keys: readonly { readonly folder: string; readonly ageDays: number }[];
  readonly keyAgeDaysMax: number;
  readonly certificates: readonly { readonly name: string; readonly daysLeft: number }[];
  /** Null: Telegram has not said so lately. */
  readonly telegramPendingUpdates: number | null;
  /** Rows that former keys of the zone still seal; null: nobody has counted lately. */
  readonly sealedUnderFormerKeys: number | null;
  /** Of each class of rows that has its time; empty: nobody could look. */
  readonly retention: readonly RetentionAge[];
  readonly draining: boolean;
}

/** A page for the scraper. */
export interface MetricsPage {
  readonly contentType: string;
  readonly text: string;
}
