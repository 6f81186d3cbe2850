import { startVitest } from 'vitest/node';
import { LongFilesFirst } from './order-files.ts';
import { reportTests } from './report-tests.ts';

/**
 * Runs the tests under `root`, or those in files whose path contains one of `filters`, and prints the tally as its last
 * line. False if any test failed, if anything threw outside of a test, or if no test passed at all.
 */
export async function runTests({ root, filters }: { root: string; filters: readonly string[] }): Promise<boolean> {
  const started = performance.now();
  const report = reportTests();
  const vitest = await startVitest([...filters], {
    ...{ root, watch: false, run: true, reporters: [report.reporter] },
    sequence: { sequencer: LongFilesFirst },
  });
  await vitest.close();
  console.log(`${((performance.now() - started) / 1000).toFixed(1)} s`);
  const { passed, failed } = report.conclude();
  return failed === 0 && passed > 0 && (process.exitCode ?? 0) === 0;
}
