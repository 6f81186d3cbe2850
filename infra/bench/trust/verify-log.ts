import { readFile } from 'node:fs/promises';
import { createKeyRing } from '@desk/crypto';
import { openVerification } from '@desk/gateway';
import pg from 'pg';
import { z } from 'zod';

/**
 * `verify-log.ts`: takes a checkpoint of every thousandth row of the audit log in DATABASE_URL, then verifies the log as
 * `pnpm desk audit verify` does. Writes what it took as JSON.
 */
const databaseUrl = process.env.DATABASE_URL ?? '';
const verification = openVerification({ databaseUrl, sealing: createKeyRing('bench') });
const client = new pg.Client(databaseUrl);
await client.connect();
const { rows } = await client.query('select number, hash from audit_log where number % 1000 = 0 order by number');
await client.end();
const places = z.array(z.object({ number: z.coerce.number(), hash: z.instanceof(Uint8Array) })).parse(rows);
for (const place of places) await verification.checkpoints.add('gateway', place, Date.now());

const began = performance.now();
const verdict = await verification.verify({
  ...{ log: 'gateway', operator: 'bench', expected: [] },
  onProgress: () => undefined,
});
const seconds = (performance.now() - began) / 1000;
await verification.close();
const verified = verdict.kind === 'intact' ? verdict.rows : 0;
process.stdout.write(JSON.stringify({ seconds, verified, peakMb: await peakResident() }));

/** In MB; null where the system does not tell. */
async function peakResident(): Promise<number | null> {
  const status = await readFile('/proc/self/status', 'utf8').catch(() => '');
  const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
  return kilobytes === undefined ? null : Number(kilobytes) / 1024;
}
