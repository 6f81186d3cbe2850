import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { applyMigrations } from '@desk/migrations';
import { startPostgres } from '@desk/testing';
import { z } from 'zod';
import type { Bench } from '../bench.ts';
import type { Measurement } from '../row.ts';
import { writeLog } from './write-log.ts';

const migrationsDir = join(import.meta.dirname, '..', '..', '..', 'services', 'gateway', 'prisma', 'migrations');
const withinMs = 300_000;

const Taken = z.object({ seconds: z.number(), verified: z.number(), peakMb: z.number().nullable() });

/** Going through a long audit log in a process of its own, as the command does. */
export async function measureVerification(
  { say, opened }: Bench,
  entries = 1_000_000,
): Promise<readonly Measurement[]> {
  say(`Verification: an audit log of ${entries} entries`);
  const postgres = await startPostgres({ purpose: 'bench' });
  opened.add(postgres.stop);
  const databaseUrl = await postgres.createDatabase('desk_bench_audit');
  opened.add(() => postgres.dropDatabase('desk_bench_audit'));
  await applyMigrations({ databaseUrl, migrationsDir });
  await writeLog(databaseUrl, entries);

  say('Verification: the log is written, and gone through');
  const script = join(import.meta.dirname, 'verify-log.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [script], {
    timeout: withinMs,
    env: { PATH: process.env.PATH ?? '', DATABASE_URL: databaseUrl },
  });
  const { seconds, verified, peakMb } = Taken.parse(JSON.parse(stdout));
  return [
    {
      name: `verifying ${entries} audit entries`,
      value: seconds,
      unit: 's',
      goal: { of: 'value', atMost: 15 },
    },
    {
      name: 'of these, not found as they were written',
      value: entries - verified,
      unit: '',
      goal: { of: 'value', atMost: 0 },
    },
    ...(peakMb === null ? [] : [{ name: 'memory of the process meanwhile, at its peak', value: peakMb, unit: 'MB' }]),
  ];
}
