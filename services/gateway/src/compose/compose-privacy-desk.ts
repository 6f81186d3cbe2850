import { writeFile } from 'node:fs/promises';
import { loadGatewayKeys } from '@desk/crypto';
import { normaliseSharedPhone } from '../adapters/directory/normalise-phone.ts';
import { createPhones } from '../adapters/keys/phones.ts';
import { createAuditLog } from '../adapters/postgres/append-audit.ts';
import { createPersonRecords } from '../adapters/postgres/people/person-records.ts';
import { systemClock } from '../adapters/system/system.ts';
import { type GatewayConfig, parseGatewayConfig } from '../config.ts';
import type { OpenedPrivacyDesk } from '../edge/cli/privacy-commands.ts';
import { tendPerson } from '../use-cases/privacy/tend-person.ts';
import { openDatabase } from './open-database.ts';

/** What is held of a person: database and keys, no tracker and no directory, for they may have left. */
export async function openPrivacyDesk(): Promise<OpenedPrivacyDesk> {
  const config = parseGatewayConfig();
  if (config.kind === 'invalid') return { kind: 'refused', lines: config.problems.map(({ line }) => line) };
  return openPrivacyDeskOf(config.config);
}

async function openPrivacyDeskOf({
  keysDir,
  databaseUrl,
}: Pick<GatewayConfig, 'keysDir' | 'databaseUrl'>): Promise<OpenedPrivacyDesk> {
  const loaded = await loadGatewayKeys(keysDir);
  if (loaded.kind === 'refused') {
    const lines = loaded.problems.map(({ file, problem, remedy }) => `${file} ${problem}. ${remedy}`);
    return { kind: 'refused', lines };
  }
  const opened = await openDatabase(databaseUrl);
  if (opened.kind === 'refused') return opened;
  const { database, close } = opened;
  const phones = createPhones({ ring: loaded.keys.phones, normalise: normaliseSharedPhone });
  const records = createPersonRecords(database);
  const tend = tendPerson({ records, phones, audit: createAuditLog(database), clock: systemClock });
  return { kind: 'opened', desk: { tend, write: writeNew, close } };
}

/** Readable by its owner alone, and never over a file that is there. */
async function writeNew(file: string, text: string): Promise<boolean> {
  return writeFile(file, text, { flag: 'wx', mode: 0o600 }).then(
    () => true,
    () => false,
  );
}
