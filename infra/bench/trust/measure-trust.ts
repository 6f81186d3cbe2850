import type { Bench } from '../bench.ts';
import { type Row, rowOf } from '../row.ts';
import { measureCost } from './measure-cost.ts';
import { measureErasure } from './measure-erasure.ts';
import { measureVerification } from './measure-verification.ts';

/** What it takes to be believed. */
export async function measureTrust(bench: Bench): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const measure of [measureVerification, measureErasure, measureCost]) {
    for (const measurement of await measure(bench)) rows.push(rowOf('trust', measurement));
    await bench.opened.closeAll();
  }
  return rows;
}
