import type { Bench } from '../bench.ts';
import { type Row, rowOf } from '../row.ts';
import { measureVerification } from './measure-verification.ts';

/** What it takes to be believed. */
export async function measureTrust(bench: Bench): Promise<readonly Row[]> {
  const measurements = await measureVerification(bench);
  await bench.opened.closeAll();
  return measurements.map((measurement) => rowOf('trust', measurement));
}
