import type { SessionLimits } from '@desk/domain';
import type { Retention } from '../ports/retention.ts';
import type { Clock } from '../ports/system.ts';
import type { Uploads } from '../ports/uploads.ts';

export interface RemoveExpiredPorts {
  readonly retention: Retention;
  readonly uploads: Uploads;
  readonly clock: Clock;
  readonly limits: SessionLimits;
}

const dayMs = 24 * 60 * 60_000;
const rowsPerTableMax = 2_000;

/** Removes what is past its time, a bounded batch per run. Answers are kept 8 days, ended sessions 30, refusals 90. */
export function removeExpired({ retention, uploads, clock, limits }: RemoveExpiredPorts) {
  return async (): Promise<{ readonly rows: number; readonly files: number }> => {
    const now = clock.now();
    const rows = await retention.removeExpired({
      rowsPerTableMax,
      now,
      answersBefore: now - 8 * dayMs,
      sessionsStartedBefore: now - limits.absoluteLimitMs - 30 * dayMs,
      refusalsBefore: now - 90 * dayMs,
      attemptsBefore: now - dayMs,
    });
    return { rows, files: await uploads.removeExpired(now) };
  };
}
