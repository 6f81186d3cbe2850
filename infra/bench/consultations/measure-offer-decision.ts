import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import type { Bench } from '../bench.ts';
import type { Measurement } from '../row.ts';

const Percentiles = z.object({ p50: z.number(), p99: z.number() });
/** Milliseconds. */
const Timings = z.object({ decision: Percentiles, forecast: Percentiles });

const withinMs = 120_000;

/** How long it takes to decide who is served next and by whom, and to say how long somebody still waits. */
export async function measureOfferDecision({ seed, say }: Bench): Promise<Measurement[]> {
  say('Decision: 8 rounds of 1,000 with 1,000 specialists and 5,000 who wait, in a process of their own');
  const script = join(import.meta.dirname, 'choose-offer.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [script, String(seed)], { timeout: withinMs });
  const { decision, forecast } = Timings.parse(JSON.parse(stdout));
  const among = '1,000 specialists and 5,000 waiting';
  return [
    { name: `offer decision, ${among}, p50`, value: decision.p50, unit: 'ms' },
    { name: `offer decision, ${among}, p99`, value: decision.p99, unit: 'ms', goal: { of: 'value', atMost: 1 } },
    { name: 'place and forecast among 5,000 waiting, p99', value: forecast.p99, unit: 'ms' },
  ];
}
