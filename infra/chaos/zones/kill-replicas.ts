import { setTimeout as pause } from 'node:timers/promises';
import { type Measurement, rowOf } from '../../bench/row.ts';
import { type Draws, drawFrom } from '../../stack/seeded-draws.ts';
import { type Replica, type ReplicatedDesk, startReplicas } from '../../stack/start-replicas.ts';
import type { CampaignOptions, CampaignReport } from '../campaign.ts';
import { concludeCampaign, nameMissedGoals } from '../conclude-campaign.ts';
import { dayRows, nameDayWrongs } from './report-day.ts';
import { settleDay } from './settle-day.ts';
import { type DayPlan, gatherCrew, workDay } from './work-day.ts';

const bots = 4;
const gateways = 2;
const staffing = { filing: 12, commenting: 12, consulting: 12 } as const;
const specialists = 16;
const killEveryMs = 5_000;
/** Two cores carry six services, their databases and both simulators: people work at the pace that leaves room for all. */
const pace = { filingEveryMs: 3_000, commentEveryMs: 1_000 } as const;
/** Enough to last as long as the kills do. */
const messagesPerMinute = 8;
const saidEvery = 10;

/** One process of six is killed every 5 s and started again at once, while people work. `size`: how many kills. */
export async function killReplicas({ seed, size, say, opened }: CampaignOptions): Promise<CampaignReport> {
  const endings: string[] = [];
  const desk = await startReplicas({
    ...{ bots, gateways, specialists, say, opened },
    employees: staffing.filing + staffing.commenting + staffing.consulting,
    onUnexpectedEnd: (name, ending) => endings.push(`The ${name} ended by itself (${ending}).`),
  });
  const crew = await gatherCrew(desk, staffing);
  const durationMs = size * killEveryMs;
  const messagesEach = Math.max(4, Math.ceil((durationMs / 60_000) * messagesPerMinute));
  say(`${bots} bots and ${gateways} gateways, ${size} kills in ${Math.round(durationMs / 1000)} s, seed ${seed}`);
  const plan: DayPlan = { seed, durationMs, messagesEach, say, ...pace };
  const [killed, done] = await Promise.all([
    killInTurn(desk, size, drawFrom(seed + 2), (count) => {
      if (count % saidEvery === 0) say(`${count} kills of ${size}`);
    }),
    workDay(desk, crew, plan),
  ]);
  say('Waiting until nothing is under way');
  const settled = await settleDay(desk, done);
  const rows = [...killRows(killed.struck), ...dayRows(done, settled)].map((each) => rowOf('chaos/replicas', each));
  const failures = [...endings, ...killed.failed, ...nameMissedGoals(rows), ...nameDayWrongs(done, settled)];
  return concludeCampaign(desk, { rows, failures });
}

interface Killed {
  readonly struck: readonly Replica[];
  /** Processes that did not come back, in words. */
  readonly failed: readonly string[];
}

/** Each in turn, in an order that changes each time round; whoever is only just starting has its turn later. */
async function killInTurn(
  { replicas }: ReplicatedDesk,
  kills: number,
  draws: Draws,
  onKilled: (count: number) => void,
): Promise<Killed> {
  const struck: Replica[] = [];
  const failed: string[] = [];
  const starting = new Map<Replica, Promise<void>>();
  const beganAt = performance.now();
  let round: Replica[] = [];
  while (struck.length < kills) {
    await pause(Math.max(0, beganAt + struck.length * killEveryMs - performance.now()));
    if (round.length === 0) round = draws.shuffle(replicas);
    const victim = round.find((replica) => !starting.has(replica)) ?? replicas.find((each) => !starting.has(each));
    if (!victim) throw new Error('No process was left to kill.');
    round = round.filter((replica) => replica !== victim);
    await victim.kill();
    struck.push(victim);
    const start = victim
      .start()
      .catch((error: unknown) => void failed.push(error instanceof Error ? error.message : String(error)))
      .finally(() => starting.delete(victim));
    starting.set(victim, start);
    onKilled(struck.length);
  }
  await Promise.all(starting.values());
  return { struck, failed };
}

function killRows(struck: readonly Replica[]): Measurement[] {
  const count = (service: Replica['service']) => struck.filter((replica) => replica.service === service).length;
  return [
    { name: 'processes of the bot', value: bots, unit: '' },
    { name: 'processes of the gateway', value: gateways, unit: '' },
    { name: 'kills of a bot', value: count('bot'), unit: '' },
    { name: 'kills of a gateway', value: count('gateway'), unit: '' },
  ];
}
