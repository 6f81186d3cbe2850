import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type { Bench } from '../bench.ts';
import type { Measurement } from '../row.ts';
import { type CostDesk, openCostDesk } from './open-cost-desk.ts';
import { proveDifference } from './prove-difference.ts';

/** What a message is for. */
const kinds = ['relayed', 'filed'] as const;
type Kind = (typeof kinds)[number];

interface Side {
  readonly desk: CostDesk;
  /** CPU time per message beyond what a desk takes at rest, in ms, of each run. */
  readonly runs: Readonly<Record<Kind, number[]>>;
}

const pairs = 10;
const restMs = 15_000;
const nullAdapters = pathToFileURL(join(import.meta.dirname, 'null-adapters', 'stand-in.ts')).href;

/**
 * What signing, sealing and the audit log take together: two desks side by side, one of them with nothing in their place.
 * They do the same in turns, each first in every other pair. What a desk takes at rest is no message's; it is that of the
 * bare one for both, so that whatever signing and auditing do between messages counts as their cost.
 */
export async function measureCost(bench: Bench): Promise<readonly Measurement[]> {
  const { say, seed } = bench;
  if (process.platform !== 'linux' || process.env.DATABASE_URL) {
    say('Cost of trust: not measured, since it takes Linux and a database server for each desk (unset DATABASE_URL)');
    return [];
  }
  say(`Cost of trust: ${pairs} pairs of runs, with signing, sealing and audit and without`);
  const desks = {
    trusted: await openCostDesk(bench, {}),
    bare: await openCostDesk(bench, { NODE_OPTIONS: `--import=${nullAdapters}` }),
  };
  for (const kind of kinds) for (const desk of Object.values(desks)) await desk[kind](seed);
  await proveDifference(desks);
  const atRest = await rest(desks.bare);
  const sides = { trusted: sideOf(desks.trusted), bare: sideOf(desks.bare) };
  for (let pair = 1; pair <= pairs; pair += 1) {
    say(`Cost of trust: pair ${pair}`);
    const order = pair % 2 === 0 ? [sides.trusted, sides.bare] : [sides.bare, sides.trusted];
    for (const kind of kinds) for (const side of order) await run(side, { kind, seed: seed + pair, atRest });
  }
  return kinds.map((kind) => rowOfKind(kind, sides));
}

function sideOf(desk: CostDesk): Side {
  return { desk, runs: { relayed: [], filed: [] } };
}

/** CPU time of a desk that nobody uses, per ms. */
async function rest({ meter }: CostDesk): Promise<number> {
  const before = await meter.readCpuMs();
  const since = performance.now();
  await pause(restMs);
  return ((await meter.readCpuMs()) - before) / (performance.now() - since);
}

interface Turn {
  readonly kind: Kind;
  readonly seed: number;
  readonly atRest: number;
}

async function run({ desk, runs }: Side, { kind, seed, atRest }: Turn): Promise<void> {
  const before = await desk.meter.readCpuMs();
  const since = performance.now();
  const messages = await desk[kind](seed);
  const cpuMs = (await desk.meter.readCpuMs()) - before - atRest * (performance.now() - since);
  runs[kind].push(cpuMs / messages);
}

/** The median of the pairs' ratios, against the median without: single pairs are off by what the machine does besides. */
function rowOfKind(kind: Kind, { trusted, bare }: Readonly<Record<'trusted' | 'bare', Side>>): Measurement {
  const ratio = medianOf(trusted.runs[kind].map((cost, pair) => cost / (bare.runs[kind][pair] ?? Number.NaN)));
  const baseline = medianOf(bare.runs[kind]);
  return {
    name: `CPU time of a ${kind} message, both services and Postgres, median of ${pairs} (beside null adapters)`,
    value: baseline * ratio,
    unit: 'ms',
    baseline,
    goal: { of: 'ratio', atMost: 1.15 },
  };
}

function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((one, another) => one - another);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? Number.NaN;
  return (lower + upper) / 2;
}
