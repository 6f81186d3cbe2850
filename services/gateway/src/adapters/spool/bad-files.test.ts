import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { badFiles } from '../../../test/builders/bad-files.table.ts';

const script = join(import.meta.dirname, '..', '..', '..', 'test', 'processes', 'receive-bad-files.ts');
const mebibyte = 1024 * 1024;

const Report = z.object({
  good: z.string(),
  outcomes: z.array(z.object({ said: z.string(), tookMs: z.number() })),
  grownBytes: z.number(),
});

/**
 * @claim edge Fifty bad files (archive bombs, polyglots, encrypted archives, false types) are refused within 2 s each,
 * with 64 MB of memory at most. (ASVS 5.2.1, 5.2.2, 5.2.3)
 */
it('fifty bad files are refused for what they are, each within 2 s, the process growing by 64 MB at most', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [script], { timeout: 60_000 });
  const { good, outcomes, grownBytes } = Report.parse(JSON.parse(stdout));
  expect(good).toBe('received');
  expect(badFiles.length).toBeGreaterThanOrEqual(50);
  expect(badFiles.map(({ what }, at) => [what, outcomes[at]?.said])).toEqual(
    badFiles.map(({ what, refused }) => [what, refused]),
  );
  expect(Math.max(...outcomes.map(({ tookMs }) => tookMs))).toBeLessThan(2_000);
  expect(grownBytes).toBeLessThan(64 * mebibyte);
});
