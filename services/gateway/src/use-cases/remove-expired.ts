import type { SessionLimits } from '@desk/domain';
import type { RemovedRows, Retention, RetentionLimits } from '../ports/retention.ts';
import { type RetentionClassName, retentionClasses } from '../ports/retention-classes.table.ts';
import type { Clock } from '../ports/system.ts';
import type { Uploads } from '../ports/uploads.ts';

export interface RemoveExpiredPorts {
  readonly retention: Retention;
  readonly uploads: Uploads;
  readonly clock: Clock;
  readonly limits: SessionLimits;
}

export const dayMs = 24 * 60 * 60_000;
const rowsPerTableMax = 2_000;

/** Removes what is past its time, a bounded batch of each class per run. */
export function removeExpired({ retention, uploads, clock, limits }: RemoveExpiredPorts) {
  return async (): Promise<{ readonly rows: RemovedRows; readonly files: number }> => {
    const now = clock.now();
    const rows = await retention.removeExpired({ rowsPerTableMax, before: cutoffs(now, limits) });
    return { rows, files: await uploads.removeExpired(now) };
  };
}

/** As the table has them. */
export function cutoffs(
  now: number,
  { absoluteLimitMs }: Pick<SessionLimits, 'absoluteLimitMs'>,
): RetentionLimits['before'] {
  const before = (name: RetentionClassName) => now - retentionClasses[name].keptDays * dayMs;
  return {
    answers: before('answers'),
    'filings-not-begun': before('filings-not-begun'),
    'names-of-requesters': before('names-of-requesters'),
    'comments-not-begun': before('comments-not-begun'),
    'filing-grants': before('filing-grants'),
    'consultation-spendings': before('consultation-spendings'),
    'consultations-not-joined': before('consultations-not-joined'),
    // Rows are found by their start.
    sessions: before('sessions') - absoluteLimitMs,
    confirmations: before('confirmations'),
    'refused-sign-ins': before('refused-sign-ins'),
    'given-assignments': before('given-assignments'),
    'sign-in-counts': before('sign-in-counts'),
    'pending-events': before('pending-events'),
    // Their rows say themselves when.
    'names-of-erased': now,
    processes: before('processes'),
  };
}
