import { describeKeys } from '@desk/crypto';
import { describeCertificates } from '@desk/tls';
import { createMetrics } from '../adapters/metrics/create-metrics.ts';
import { readSeldom } from '../adapters/metrics/read-seldom.ts';
import { createSchemaCheck } from '../adapters/postgres/check-schema.ts';
import type { Database } from '../adapters/postgres/connect-database.ts';
import { createStoreMeasure } from '../adapters/postgres/measure-store.ts';
import type { GatewayConfig } from '../config.ts';
import { createDrain, type Drain } from '../edge/http/drain.ts';
import { createOpsServer } from '../edge/http/ops.ts';
import type { Directory } from '../ports/directory.ts';
import type { WorkMetrics } from '../ports/metrics.ts';
import type { PartState, Parts } from '../ports/readiness.ts';
import type { Clock } from '../ports/system.ts';
import type { WatchedBot } from '../use-cases/watch-bot.ts';
import type { GatewayUseCases } from '../wire-use-cases.ts';
import { listMigrations } from './migrate-database.ts';

/** What operations see of one process of the gateway. */
export interface Operations {
  readonly metrics: WorkMetrics;
  readonly drain: Drain;
  openServer(needs: OperationsNeeds): ReturnType<typeof createOpsServer>;
}

interface OperationsNeeds {
  readonly database: Database;
  readonly directory: Pick<Directory, 'snapshotAt'>;
  readonly bot: WatchedBot;
  readonly spool: { storedBytes(): number };
  readonly useCases: Pick<GatewayUseCases, 'trackerState' | 'directoryState' | 'measureRetention'>;
}

const filesCountMs = 600_000;
const retentionCountsMs = 600_000;
const askedMsMax = 1_000;

export async function composeOperations(
  { keysDir, keyAgeDaysMax, tlsDir, spool: { totalBytesMax: spoolBytesMax } }: GatewayConfig,
  clock: Clock,
): Promise<Operations> {
  const { work: metrics, render } = createMetrics();
  const drain = createDrain();
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
    openServer({ database, directory, bot, spool, useCases }) {
      const checkSchema = createSchemaCheck(database);
      const measure = createStoreMeasure(database);
      const readRetention = readSeldom(retentionCountsMs, useCases.measureRetention);
      const parts = async (): Promise<Parts> => ({
        tracker: await soon(useCases.trackerState()),
        directory: useCases.directoryState(),
        bot: bot.state(),
      });
      return createOpsServer({
        isDraining: drain.hasBegun,
        schemaState: () => checkSchema(migrations),
        parts,
        directorySnapshotAt: directory.snapshotAt,
        async readMetrics() {
          const [now, snapshotAt] = [clock.now(), directory.snapshotAt()];
          return render({
            // Without the database the other figures are worth the more.
            store: await measure(now).catch(() => null),
            parts: await parts(),
            directorySnapshotAgeSeconds: snapshotAt === null ? null : Math.max(0, now - snapshotAt) / 1000,
            ...{ spoolBytes: spool.storedBytes(), spoolBytesMax },
            keys: await readKeys(),
            keyAgeDaysMax,
            certificates: await readCertificates(),
            retention: await readRetention(),
            draining: drain.hasBegun(),
          });
        },
      });
    },
  };
}

/** A tracker that takes longer to say that it is there is not. */
async function soon(asked: Promise<PartState>): Promise<PartState> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<PartState>((resolve) => {
    timer = setTimeout(() => resolve('down'), askedMsMax);
  });
  const state = await Promise.race([asked, late]);
  clearTimeout(timer);
  return state;
}
