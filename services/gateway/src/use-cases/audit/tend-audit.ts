import {
  type AuditCheckpoints,
  type AuditLogName,
  type AuditShortening,
  auditLogNames,
  type Place,
} from '../../ports/audit-trail.ts';
import type { Clock } from '../../ports/system.ts';

export interface TendAuditPorts {
  readonly checkpoints: AuditCheckpoints;
  readonly shortening: AuditShortening;
  readonly clock: Clock;
  readonly retentionDays: number;
}

export interface TakenCheckpoint extends Place {
  readonly log: AuditLogName;
}

const dayMs = 24 * 60 * 60_000;
/** For so long there is a checkpoint of every minute, then of every hour. */
const minutesKeptDays = 7;
const rowsPerShorteningMax = 5_000;

/**
 * Takes a checkpoint of each log that has grown, and removes what is past its time. The checkpoints taken are for the
 * log of the process: from there they leave the database, and whoever cuts off its end cannot call them back.
 */
export function tendAudit({ checkpoints, shortening, clock, retentionDays }: TendAuditPorts) {
  return async (): Promise<readonly TakenCheckpoint[]> => {
    const now = clock.now();
    const taken: TakenCheckpoint[] = [];
    for (const log of auditLogNames) {
      await shortening.shorten(log, now - retentionDays * dayMs, rowsPerShorteningMax, now);
      const head = await checkpoints.head(log);
      if (head && (await checkpoints.add(log, head, now))) taken.push({ log, ...head });
    }
    await checkpoints.thin(now - minutesKeptDays * dayMs);
    return taken;
  };
}
