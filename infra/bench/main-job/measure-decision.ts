import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import type { Bench } from '../bench.ts';

const Percentiles = z.object({ p50: z.number(), p99: z.number() });
/** Milliseconds. */
export type Percentiles = z.infer<typeof Percentiles>;

const withinMs = 120_000;

/** How long the pure choice of an assignee among 1,000 candidates takes. */
export async function measureDecision({ seed, say }: Bench): Promise<Percentiles> {
  say('Index decision: 8 rounds of 1,000 choices among 1,000 candidates, in a process of their own');
  const script = join(import.meta.dirname, 'rank-candidates.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [script, String(seed)], { timeout: withinMs });
  return Percentiles.parse(JSON.parse(stdout));
}
