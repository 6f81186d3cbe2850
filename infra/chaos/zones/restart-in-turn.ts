import { setTimeout as pause } from 'node:timers/promises';
import { type Measurement, rowOf } from '../../bench/row.ts';
import { fileOneEach } from '../../stack/file-one-each.ts';
import { type ReplicatedDesk, startReplicas } from '../../stack/start-replicas.ts';
import type { CampaignOptions, CampaignReport } from '../campaign.ts';
import { concludeCampaign, nameMissedGoals } from '../conclude-campaign.ts';
import { type AskingLoad, askAndTell, type Told, unmeasured } from './ask-and-tell.ts';
import { dayRows, nameDayWrongs } from './report-day.ts';
import { settleDay } from './settle-day.ts';
import { gatherCrew, workDay } from './work-day.ts';

const bots = 2;
const gateways = 2;
const specialists = 12;
const staffing = { filing: 8, commenting: 8, consulting: 0 } as const;
/** They ask for what needs no tracker: what is measured is the desk. */
const asking = 40;
/** Their tickets are commented in the tracker, which tells of it by webhook. */
const followed = 24;
const pace = { filingEveryMs: 4_000, commentEveryMs: 2_000, messagesEach: 0 } as const;
/** As a careful operator does it: the next one goes when the last is back and has had time to settle. */
const restartEveryMs = 8_000;
const warmUpMs = 5_000;
const slowerAtMost = 2;

/**
 * Every process is stopped by SIGTERM and started again, one after another, while people work; before and after, as
 * long in sum, nobody touches anything. `size`: how many rounds.
 */
export async function restartInTurn({ seed, size, say, opened }: CampaignOptions): Promise<CampaignReport> {
  const endings: string[] = [];
  const desk = await startReplicas({
    ...{ bots, gateways, specialists, say, opened },
    employees: staffing.filing + staffing.commenting + followed + asking,
    onUnexpectedEnd: (name, ending) => endings.push(`The ${name} ended by itself (${ending}).`),
  });
  const crew = await gatherCrew(desk, staffing);
  const others = desk.employees.slice(staffing.filing + staffing.commenting);
  const load = await gatherAskers(desk, others, seed);
  const restartingMs = size * desk.replicas.length * restartEveryMs;
  await askAndTell(desk, load, { forMs: warmUpMs, into: unmeasured(), part: 0 });

  const day = workDay(desk, crew, { seed, durationMs: 2 * restartingMs, say, ...pace });
  const [still, restarting] = [unmeasured(), unmeasured()];
  const window = (into: Told, forMs: number, part: number) => askAndTell(desk, load, { forMs, into, part });
  say('Nobody touches anything');
  await window(still, restartingMs / 2, 1);
  say(`${size} rounds through ${desk.replicas.length} processes`);
  const [stopped] = await Promise.all([restartAll(desk, size), window(restarting, restartingMs, 2)]);
  say('Nobody touches anything');
  await window(still, restartingMs / 2, 3);

  const done = await day;
  say('Waiting until nothing is under way');
  const settled = await settleDay(desk, done);
  const rows = [
    ...restartRows(stopped, { still, restarting }),
    ...dayRows(done, settled).filter(({ name }) => !/consultation|message/.test(name)),
  ].map((each) => rowOf('chaos/rolling-restart', each));
  // How fast a machine is that others use as well is told, but breaks no promise.
  const missed = nameMissedGoals(rows.filter(({ unit }) => unit === ''));
  return concludeCampaign(desk, { rows, failures: [...endings, ...missed, ...nameDayWrongs(done, settled)] });
}

async function gatherAskers(
  desk: ReplicatedDesk,
  people: ReplicatedDesk['employees'],
  seed: number,
): Promise<AskingLoad> {
  const tickets = await fileOneEach({ ...desk, employees: people.slice(0, followed) });
  return { people: people.slice(followed), tickets, seed };
}

/** How long each took to go, in milliseconds. */
async function restartAll({ replicas }: ReplicatedDesk, rounds: number): Promise<number[]> {
  const stopped: number[] = [];
  const beganAt = performance.now();
  for (let round = 0; round < rounds; round += 1) {
    for (const replica of replicas) {
      await pause(Math.max(0, beganAt + stopped.length * restartEveryMs - performance.now()));
      const stopsAt = performance.now();
      await replica.stop();
      stopped.push(performance.now() - stopsAt);
      await replica.start();
    }
  }
  return stopped;
}

function restartRows(
  stopped: readonly number[],
  { still, restarting }: { readonly still: Told; readonly restarting: Told },
): Measurement[] {
  const none = { of: 'value', atMost: 0 } as const;
  const beside = (what: string, which: 'answers' | 'news', percent: number): Measurement => ({
    name: `${what}, p${percent} (beside the same load without restarts)`,
    value: restarting[which].percentile(percent),
    unit: 'ms',
    baseline: still[which].percentile(percent),
    goal: { of: 'ratio', atMost: slowerAtMost },
  });
  return [
    { name: 'processes restarted', value: stopped.length, unit: '' },
    { name: 'SIGTERM to gone, slowest', value: Math.max(...stopped) / 1000, unit: 's' },
    { name: 'updates asked for an answer, while processes restarted', value: restarting.answers.count(), unit: '' },
    beside('update to reply while processes restart', 'answers', 50),
    beside('update to reply while processes restart', 'answers', 99),
    { name: 'comments in the tracker, while processes restarted', value: restarting.news.count(), unit: '' },
    beside('comment in the tracker to chat while processes restart', 'news', 99),
    { name: 'updates without a reply', value: restarting.unanswered + still.unanswered, unit: '', goal: none },
    {
      name: 'comments in the tracker that nobody was told of',
      value: restarting.untold + still.untold,
      unit: '',
      goal: none,
    },
  ];
}
