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

/** What one run of a desk took. */
interface Run {
  readonly messages: number;
  readonly cpuMs: number;
  readonly tookMs: number;
}

interface Side {
  readonly desk: CostDesk;
  readonly runs: Readonly<Record<Kind, Run[]>>;
}

const pairs = 10;
/** On a machine that takes longer there are fewer, and the row says how many. */
const pairsWithinMs = 330_000;
/** Before the first pair, after every fifth, hence three times in all: what a single look happens to catch decides nothing. */
const pairsBetweenRests = 5;
const restMs = 8_000;
/** What a run has left behind (its tickets are looked at once more) is over by then. */
const calmDownMs = 2_000;
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
  const sides = { trusted: sideOf(desks.trusted), bare: sideOf(desks.bare) };
  const rests = [await rest(desks.bare)];
  const since = performance.now();
  for (let pair = 1; pair <= pairs && performance.now() - since < pairsWithinMs; pair += 1) {
    say(`Cost of trust: pair ${pair}`);
    const order = pair % 2 === 0 ? [sides.trusted, sides.bare] : [sides.bare, sides.trusted];
    for (const kind of kinds) for (const side of order) await run(side, kind, seed + pair);
    if (pair % pairsBetweenRests === 0) rests.push(await rest(desks.bare));
  }
  say(
    `Cost of trust: ${rests.map((share) => (share * 1_000).toFixed(1)).join(', ')} ms of CPU time per second at rest`,
  );
  return kinds.map((kind) => rowOfKind(kind, sides, medianOf(rests)));
}

function sideOf(desk: CostDesk): Side {
  return { desk, runs: { relayed: [], filed: [] } };
}

/** CPU time of a desk that nobody uses, per ms. */
async function rest({ meter }: CostDesk): Promise<number> {
  await pause(calmDownMs);
  const before = await meter.readCpuMs();
  const since = performance.now();
  await pause(restMs);
  return ((await meter.readCpuMs()) - before) / (performance.now() - since);
}

async function run({ desk, runs }: Side, kind: Kind, seed: number): Promise<void> {
  const before = await desk.meter.readCpuMs();
  const since = performance.now();
  const messages = await desk[kind](seed);
  runs[kind].push({
    messages,
    cpuMs: (await desk.meter.readCpuMs()) - before,
    tookMs: performance.now() - since,
  });
}

/** The median of the pairs' ratios, against the median without: single pairs are off by what the machine does besides. */
function rowOfKind(
  kind: Kind,
  { trusted, bare }: Readonly<Record<'trusted' | 'bare', Side>>,
  atRest: number,
): Measurement {
  const costOf = ({ messages, cpuMs, tookMs }: Run) => (cpuMs - atRest * tookMs) / messages;
  const without = bare.runs[kind].map(costOf);
  const baseline = medianOf(without);
  const ratio = medianOf(trusted.runs[kind].map((of, pair) => costOf(of) / (without[pair] ?? Number.NaN)));
  return {
    name: `CPU time of a ${kind} message, both services and Postgres, median of ${without.length} (beside null adapters)`,
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
