import { readFile } from 'node:fs/promises';
import { createAuditLog } from '../adapters/postgres/append-audit.ts';
import { createPersonRecords } from '../adapters/postgres/people/person-records.ts';
import { createRestoredGateway, createShippedReader } from '../adapters/postgres/restored-gateway.ts';
import { systemClock } from '../adapters/system/system.ts';
import { type OperatorConfig, parseOperatorConfig } from '../config.ts';
import type { OpenedRestoreDesk } from '../edge/cli/restore-commands.ts';
import { restoreGateway } from '../use-cases/restore-gateway.ts';
import { migrateDatabase } from './migrate-database.ts';
import { openDatabase } from './open-database.ts';

/** What follows a restore needs the database alone. */
export async function openRestoreDesk(): Promise<OpenedRestoreDesk> {
  const config = parseOperatorConfig();
  if (config.kind === 'invalid') return { kind: 'refused', lines: config.problems.map(({ line }) => line) };
  return openRestoreOf(config.config);
}

/** Null where the file cannot be read. */
async function readLines(file: string): Promise<readonly string[] | null> {
  const text = await readFile(file, 'utf8').catch(() => null);
  return (
    text
      ?.split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '') ?? null
  );
}

export async function openRestoreOf(config: OperatorConfig): Promise<OpenedRestoreDesk> {
  const opened = await openDatabase(config.databaseUrl);
  if (opened.kind === 'refused') return opened;
  const { database, close } = opened;
  await migrateDatabase(config);
  const restored = createRestoredGateway(database);
  const audit = createAuditLog(database);
  const records = createPersonRecords(database);
  return {
    kind: 'opened',
    desk: {
      restore: restoreGateway({ restored, records, audit, clock: systemClock }),
      readLines,
      listShipped: createShippedReader(database).listAfter,
      close,
    },
  };
}
