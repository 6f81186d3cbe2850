import type { Bench } from '../bench.ts';
import { type Row, rowOf } from '../row.ts';
import { measureDirectory } from './measure-directory.ts';
import { measureFiling } from './measure-filing.ts';

/** The systems of the company behind the gateway. */
export async function measureTrackers(bench: Bench): Promise<readonly Row[]> {
  const measurements = [...(await measureFiling(bench)), ...(await measureDirectory(bench))];
  await bench.opened.closeAll();
  return measurements.map((measurement) => rowOf('trackers', measurement));
}
