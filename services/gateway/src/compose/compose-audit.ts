import type { KeyRing } from '@desk/crypto';
import type { Logger } from '@desk/logging';
import { createAuditAppender } from '../adapters/postgres/audit/audit-appender.ts';
import { createAuditCheckpoints } from '../adapters/postgres/audit/audit-checkpoints.ts';
import { createAuditWatch } from '../adapters/postgres/audit/audit-watch.ts';
import { createAuditShortening } from '../adapters/postgres/audit/shorten-audit.ts';
import type { Database } from '../adapters/postgres/connect-database.ts';
import type { GatewayConfig } from '../config.ts';
import type { RepeatedJob } from '../edge/jobs/repeat.ts';
import type { WorkMetrics } from '../ports/metrics.ts';
import type { Clock } from '../ports/system.ts';
import { appendPending } from '../use-cases/audit/append-pending.ts';
import { tendAudit } from '../use-cases/audit/tend-audit.ts';
import { watchAudit } from '../use-cases/audit/watch-audit.ts';

interface Needs {
  readonly database: Database;
  readonly sealing: KeyRing;
  readonly clock: Clock;
  readonly metrics: Pick<WorkMetrics, 'raisedAlarm'>;
  readonly logger: Logger;
}

/** What is done to the audit logs by themselves: chained, looked through, marked with checkpoints, shortened. */
export function composeAuditJobs(
  { audit: { retentionDays, alarms: limits } }: GatewayConfig,
  { database, sealing, clock, metrics, logger }: Needs,
): readonly RepeatedJob[] {
  const watch = watchAudit({ watch: createAuditWatch(database), clock, limits });
  const checkpoints = createAuditCheckpoints(database, sealing);
  const shortening = createAuditShortening(database);
  const tend = tendAudit({ checkpoints, shortening, clock, retentionDays });
  return [
    { name: 'append-audit', pauseMs: 2_000, run: appendPending(createAuditAppender(database)) },
    {
      name: 'watch-audit',
      pauseMs: 5_000,
      async run() {
        for (const { kind, count } of await watch()) {
          metrics.raisedAlarm(kind);
          logger.warn('An alarm was raised.', { alarm: kind, count });
        }
      },
    },
    {
      name: 'tend-audit',
      pauseMs: 60_000,
      async run() {
        for (const { log, number, hash } of await tend()) {
          logger.info('An audit checkpoint was taken.', { log, number, hash: Buffer.from(hash).toString('hex') });
        }
      },
    },
  ];
}
