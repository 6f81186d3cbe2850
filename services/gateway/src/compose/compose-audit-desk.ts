import { type KeyRing, loadGatewayKeys } from '@desk/crypto';
import { createLogger } from '@desk/logging';
import { beginCheck } from '../adapters/chain/begin-check.ts';
import { normaliseSharedPhone } from '../adapters/directory/normalise-phone.ts';
import { createPhones } from '../adapters/keys/phones.ts';
import { createAuditLog } from '../adapters/postgres/append-audit.ts';
import { createAuditCheckpoints } from '../adapters/postgres/audit/audit-checkpoints.ts';
import { createAuditRows } from '../adapters/postgres/audit/audit-rows.ts';
import { createAuditTrail } from '../adapters/postgres/audit/audit-trail.ts';
import { connectDatabase, type Database } from '../adapters/postgres/connect-database.ts';
import { systemClock } from '../adapters/system/system.ts';
import { type GatewayConfig, parseGatewayConfig } from '../config.ts';
import type { OpenedAuditDesk } from '../edge/cli/audit-commands.ts';
import { readInstant } from '../edge/cli/read-instant.ts';
import { queryAudit } from '../use-cases/audit/query-audit.ts';
import { verifyAudit } from '../use-cases/audit/verify-audit.ts';
import { composeDirectory, prepareSources } from './compose-directory.ts';
import { openDatabase } from './open-database.ts';

/** What reading and verifying the audit logs needs: database, directory and sealing keys, and no tracker. */
export async function openAuditDesk(): Promise<OpenedAuditDesk> {
  const config = parseGatewayConfig();
  if (config.kind === 'invalid') return { kind: 'refused', lines: config.problems.map(({ line }) => line) };
  return openAuditDeskOf(config.config);
}

export async function openAuditDeskOf(config: GatewayConfig): Promise<OpenedAuditDesk> {
  const loaded = await loadGatewayKeys(config.keysDir);
  const sources = await prepareSources(config.directory);
  if (loaded.kind === 'refused') {
    const lines = loaded.problems.map(({ file, problem, remedy }) => `${file} ${problem}. ${remedy}`);
    return { kind: 'refused', lines };
  }
  if (sources.kind === 'wrong') return { kind: 'refused', lines: sources.problems };
  const { keys } = loaded;
  const opened = await openDatabase(config.databaseUrl);
  if (opened.kind === 'refused') return opened;
  const { database, close } = opened;
  const logger = createLogger({ service: 'gateway', level: 'silent' });
  const people = await composeDirectory(config, sources.sources, systemClock, logger);
  await people.start();
  const trail = createAuditTrail(database);
  const verification = composeVerification({ databaseUrl: config.databaseUrl, database, sealing: keys.sealing });
  const phones = createPhones({ ring: keys.phones, normalise: normaliseSharedPhone });
  const audit = createAuditLog(database);
  return {
    kind: 'opened',
    desk: {
      query: queryAudit({ trail, audit, directory: people.directory, phones, clock: systemClock }),
      verify: verification.verify,
      readInstant: (text) => readInstant(text, config.timeZone),
      async close() {
        await people.stop();
        await verification.close();
        await close();
      },
    },
  };
}

/** Verifying alone, for a process that does nothing else. */
export function openVerification({
  databaseUrl,
  sealing,
}: {
  readonly databaseUrl: string;
  readonly sealing: KeyRing;
}) {
  const { database, close } = connectDatabase(databaseUrl);
  const verification = composeVerification({ databaseUrl, database, sealing });
  return {
    ...verification,
    async close() {
      await verification.close();
      await close();
    },
  };
}

function composeVerification({
  databaseUrl,
  database,
  sealing,
}: {
  readonly databaseUrl: string;
  readonly database: Database;
  readonly sealing: KeyRing;
}) {
  const rows = createAuditRows(databaseUrl);
  const checkpoints = createAuditCheckpoints(database, sealing);
  const common = { trail: createAuditTrail(database), audit: createAuditLog(database), clock: systemClock };
  return { verify: verifyAudit({ ...common, rows, checkpoints, beginCheck }), checkpoints, close: rows.close };
}
