import { availableParallelism } from 'node:os';
import { drawFrom } from '../../stack/seeded-draws.ts';
import { type Replica, type ReplicatedDesk, startReplicas } from '../../stack/start-replicas.ts';
import type { Bench } from '../bench.ts';
import { type Measurement, type Row, rowOf } from '../row.ts';
import { meterCpu } from './cpu-time.ts';
import { saturate } from './saturate.ts';

const employees = 160;
const specialists = 1;
/** There and back: what drifts while it is measured meets all alike. */
const order = [1, 2, 4, 4, 2, 1] as const;
type Bots = (typeof order)[number];
const counts = [1, 2, 4] as const satisfies readonly Bots[];
const atOnce = 96;
const warmUpMs = 3_000;
const durationMs = 12_000;

interface Reached {
  readonly perSecond: number[];
  readonly p50Ms: number[];
  /** In cores. */
  readonly bots: number[];
  readonly thisProcess: number[];
  readonly theRest: number[];
}

/** How far one bot goes, and how much further two and four do. */
export async function measureZones(bench: Bench): Promise<readonly Row[]> {
  const { seed, say, opened } = bench;
  const desk = await startReplicas({
    ...{ bots: Math.max(...counts), gateways: 1, employees, specialists, say, opened, spread: 'connections' },
    onUnexpectedEnd: (name, ending) => say(`The ${name} ended by itself (${ending}).`),
  });
  const reached = new Map<Bots, Reached>(counts.map((count) => [count, nothingYet()]));
  let unanswered = 0;
  for (const [round, count] of order.entries()) {
    say(`${count} of ${Math.max(...counts)} bots`);
    const running = await runAlone(desk, count);
    unanswered += await measureOnce(desk, running, { into: reached.get(count) ?? nothingYet(), seed: seed + round });
  }
  await opened.closeAll();
  return zoneRows(reached, unanswered).map((measurement) => rowOf('zones', measurement));
}

/** All anew, so that connections, caches and lanes are spread over those that run. */
async function runAlone({ replicas }: ReplicatedDesk, count: Bots): Promise<readonly Replica[]> {
  const bots = replicas.filter(({ service }) => service === 'bot');
  for (const bot of bots) await bot.stop();
  const running = bots.slice(0, count);
  for (const bot of running) await bot.start();
  return running;
}

async function measureOnce(
  { stack, employees: people }: ReplicatedDesk,
  running: readonly Replica[],
  { into, seed }: { readonly into: Reached; readonly seed: number },
): Promise<number> {
  const { telegram } = stack;
  const load = { telegram, people, atOnce, draws: drawFrom(seed) };
  await saturate({ ...load, durationMs: warmUpMs });
  const botTime = await meterCpu(running.map(({ pid }) => pid()));
  const ownTime = await meterCpu([process.pid]);
  const { perSecond, latencies, unanswered } = await saturate({ ...load, durationMs });
  const [bots, own] = [await botTime.stop(), await ownTime.stop()];
  into.perSecond.push(perSecond);
  into.p50Ms.push(latencies.percentile(50));
  if (bots === null || own === null) return unanswered;
  into.bots.push(bots.processes);
  into.thisProcess.push(own.processes);
  into.theRest.push(Math.max(0, own.everything - own.processes - bots.processes));
  return unanswered;
}

function zoneRows(reached: ReadonlyMap<Bots, Reached>, unanswered: number): Measurement[] {
  const one = meanOf(reached.get(1)?.perSecond ?? []);
  const cores = availableParallelism();
  return [
    ...counts.flatMap((count) => {
      const { perSecond, p50Ms } = reached.get(count) ?? nothingYet();
      const what = `updates replied to by ${count} ${count === 1 ? 'bot' : 'bots'} at saturation`;
      const rate = { name: what, value: meanOf(perSecond), unit: 'updates/s' };
      return [
        count === 1 ? rate : { ...rate, name: `${what} (beside 1)`, baseline: one },
        { name: `${what}, p50 with ${atOnce} asking at once`, value: meanOf(p50Ms), unit: 'ms' },
      ];
    }),
    ...counts.flatMap((count) => coreRows(count, reached.get(count) ?? nothingYet(), cores)),
    { name: 'updates without a reply', value: unanswered, unit: '', goal: { of: 'value', atMost: 0 } },
  ];
}

/** Where the limit is: whoever has most of the cores. */
function coreRows(count: Bots, { bots, thisProcess, theRest }: Reached, cores: number): Measurement[] {
  if (bots.length === 0) return [];
  const of = `of ${cores} cores, with ${count} ${count === 1 ? 'bot' : 'bots'}`;
  return [
    { name: `${of}: used by the bots`, value: meanOf(bots), unit: 'cores' },
    { name: `${of}: by the simulators and the load`, value: meanOf(thisProcess), unit: 'cores' },
    { name: `${of}: by Postgres, Redis and the rest`, value: meanOf(theRest), unit: 'cores' },
  ];
}

function nothingYet(): Reached {
  return { perSecond: [], p50Ms: [], bots: [], thisProcess: [], theRest: [] };
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
