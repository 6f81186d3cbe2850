import { connectDatabase } from '../../src/adapters/postgres/connect-database.ts';
import { createOperationClaims } from '../../src/adapters/postgres/operation-claims.ts';
import { announceProcess } from '../../src/adapters/postgres/process-presence.ts';

/** Claims an operation and stays; says so on standard output. For a test that kills it. */
const [databaseUrl = '', operation = ''] = process.argv.slice(2);
const presence = await announceProcess(databaseUrl);
const claims = createOperationClaims(connectDatabase(databaseUrl).database, presence);
const { kind } = await claims.claim(JSON.parse(operation), Date.now());
process.stdout.write(`${kind}\n`);
setInterval(() => undefined, 60_000);
