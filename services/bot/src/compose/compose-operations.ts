import { describeKeys } from '@desk/crypto';
import { describeCertificates } from '@desk/tls';
import { createMetrics } from '../adapters/metrics/create-metrics.ts';
import { readSeldom } from '../adapters/metrics/read-seldom.ts';
import type { DeskStore } from '../adapters/postgres/open-desk-store.ts';
import type { BotConfig } from '../config.ts';
import { createDrain, type Drain } from '../edge/http/drain.ts';
import { createOpsServer } from '../edge/http/ops-server.ts';
import { watchPeers } from '../edge/http/watch-peers.ts';
import type { JobRuntime } from '../edge/jobs/run-jobs.ts';
import type { CallReport, WorkMetrics } from '../ports/metrics.ts';
import type { PartState, Parts } from '../ports/readiness.ts';
import type { Clock } from '../ports/system.ts';
import { listMigrations } from './migrate-database.ts';

/** What operations see of one process of the bot. */
export interface Operations {
  readonly metrics: WorkMetrics;
  readonly drain: Drain;
  onCallOf(peer: 'gateway' | 'telegram'): (call: CallReport) => void;
  openServer(parts: OperationsNeeds): ReturnType<typeof createOpsServer>;
}

interface OperationsNeeds {
  readonly store: Pick<DeskStore, 'checkSchema' | 'measureBacklog' | 'measureRetention'>;
  readonly jobs: Pick<JobRuntime, 'health' | 'heartbeatAgesSeconds'>;
  readonly teams: readonly string[];
}

const filesCountMs = 600_000;
/** As often as the sweep. */
const retentionCountsMs = 600_000;
const heartbeatSecondsMax = 10;

export async function composeOperations(
  { keysDir, keyAgeDaysMax, tlsDir }: BotConfig,
  clock: Clock,
): Promise<Operations> {
  const { work: metrics, render } = createMetrics();
  const drain = createDrain();
  const peers = watchPeers();
  const migrations = await listMigrations();
  const readKeys = readSeldom(filesCountMs, async () => {
    const keys = await describeKeys({ dir: keysDir, nowMs: clock.now() });
    return keys.flatMap(({ folder, ageDays, isCurrent }) =>
      isCurrent && ageDays !== null ? [{ folder, ageDays }] : [],
    );
  });
  const readCertificates = readSeldom(filesCountMs, async () =>
    tlsDir === null ? [] : describeCertificates({ dir: tlsDir, nowMs: clock.now() }),
  );
  return {
    metrics,
    drain,
    onCallOf: (peer) => (call) => {
      peers.called(peer, call);
      metrics.called(peer, call);
    },
    openServer({ store, jobs, teams }) {
      const readRetention = readSeldom(retentionCountsMs, () => store.measureRetention(clock.now()));
      const parts = (): Parts => ({
        redis: redisState(jobs),
        gateway: peers.stateOf('gateway'),
        telegram: peers.stateOf('telegram'),
      });
      return createOpsServer({
        isDraining: drain.hasBegun,
        schemaState: () => store.checkSchema(migrations),
        parts,
        queues: jobs.health,
        readMetrics: async () =>
          render({
            // Without the database the other figures are worth the more.
            backlog: await store.measureBacklog(teams).catch(() => null),
            parts: parts(),
            heartbeatAgesSeconds: jobs.heartbeatAgesSeconds(),
            keys: await readKeys(),
            keyAgeDaysMax,
            certificates: await readCertificates(),
            retention: await readRetention(),
            draining: drain.hasBegun(),
          }),
      });
    },
  };
}

/** By what comes through the queues, not by what Redis says; after a start the first heartbeat takes a moment. */
function redisState(jobs: OperationsNeeds['jobs']): PartState {
  if (Object.values(jobs.health()).includes('moving')) return 'up';
  return Math.min(...Object.values(jobs.heartbeatAgesSeconds())) > heartbeatSecondsMax ? 'down' : 'unknown';
}
