import { setTimeout as pause } from 'node:timers/promises';
import type { FiledTicket } from '../../stack/file-one-each.ts';
import { drawFrom } from '../../stack/seeded-draws.ts';
import type { StaffedDesk } from '../../stack/start-staffed-desk.ts';
import type { Bench } from '../bench.ts';
import { type Latencies, recordLatencies } from '../latencies.ts';
import { driveLoad, type LoadPlan, planLoad } from '../main-job/drive-load.ts';
import { watchAnswers } from '../main-job/watch-answers.ts';
import { newsIn, type TrackerWork, workInTracker } from './change-tickets.ts';
import { type StatusAges, watchStatusAges } from './watch-status-ages.ts';

export interface NewsMeasurement {
  /** From the change in the tracker to the arrival of its message at Telegram. */
  readonly woken: Latencies;
  /** The same with the webhooks switched off, so that only the poll finds anything. */
  readonly polled: Latencies;
  /** Changes that webhooks told of. */
  readonly changes: number;
  /** Of these, those that nobody heard of. */
  readonly untold: number;
  /** How far behind the tracker the statuses were that people were shown while only the poll found anything. */
  readonly ages: StatusAges;
}

export const ratePerSecond = 20;
const warmUpTurns = 100;
const roundTurns = 600;
const wokenWithinMs = 15_000;
/** Slow enough that a ticket rarely changes twice between two polls: what is overtaken is never shown. */
const polledPerSecond = 2.5;
const polledTurns = 200;
const polledWithinMs = 90_000;

/** Webhooks, then polling alone, then webhooks again: a busy moment of the machine does not hit one of them alone. */
export async function measureNews(
  { seed, say }: Bench,
  desk: StaffedDesk,
  tickets: readonly FiledTicket[],
): Promise<NewsMeasurement> {
  say(`News: ${ratePerSecond} changes/s in ${tickets.length} tickets, and polling every 30 s in between`);
  const work = workInTracker(desk, drawFrom(seed));
  const [woken, polled] = [recordLatencies(), recordLatencies()];
  const load = { people: tickets.length, ratePerSecond, turns: roundTurns };
  const round = (plan: LoadPlan, into: Latencies, withinMs: number, part: number) =>
    runRound({ desk, work, tickets, plan, into, withinMs, seed: seed + part });

  await round({ ...load, turns: warmUpTurns }, recordLatencies(), wokenWithinMs, 1);
  let untold = await round(load, woken, wokenWithinMs, 2);

  desk.stack.jira.faults.add({ kind: 'drop-webhook', times: 'always' });
  const ages = watchStatusAges(tickets, work);
  await round({ ...load, ratePerSecond: polledPerSecond, turns: polledTurns }, polled, polledWithinMs, 3);
  const seen = await ages.close();
  desk.stack.jira.faults.clear();

  untold += await round(load, woken, wokenWithinMs, 4);
  return { woken, polled, changes: 2 * roundTurns, untold, ages: seen };
}

interface Round {
  readonly desk: StaffedDesk;
  readonly work: TrackerWork;
  readonly tickets: readonly FiledTicket[];
  readonly plan: LoadPlan;
  readonly into: Latencies;
  readonly withinMs: number;
  readonly seed: number;
}

/** How many changes nobody was told of. */
async function runRound({ desk, work, tickets, plan, into, withinMs, seed }: Round): Promise<number> {
  const watch = watchAnswers(desk.stack.telegram, newsIn, into);
  await driveLoad(planLoad(plan, drawFrom(seed)), ({ person: at }) => {
    const ticket = tickets[at];
    if (ticket) watch.begin(work.change(ticket));
  });
  await watch.settle(withinMs);
  await pause(quietMs);
  return watch.close();
}

/** Between two rounds, for what the last one has set going. */
const quietMs = 2_000;
