import { setTimeout as pause } from 'node:timers/promises';
import type { Measurement } from '../bench/row.ts';
import { type Draws, drawFrom } from '../stack/seeded-draws.ts';
import { type StaffedDesk, startStaffedDesk } from '../stack/start-staffed-desk.ts';
import type { CampaignOptions, CampaignReport } from './campaign.ts';
import { concludeCampaign } from './conclude-campaign.ts';
import { fileTickets } from './file-tickets.ts';
import { type MortalRedis, openMortalRedis } from './open-mortal-redis.ts';
import { reportVerdict } from './report-verdict.ts';
import { settle } from './settle.ts';

const employees = 30;
const specialists = 12;
const outages = 5;
const outageMs = { from: 2_000, to: 8_000 } as const;
const betweenMs = { from: 2_000, to: 5_000 } as const;
const filingsAtOnce = 4;
/** So that the last ones are filed in the last outage. */
const filingEveryMs = 800;
const resumesWithinMs = 10_000;
const givenUpAfterMs = 60_000;
const lookEveryMs = 20;

/** Redis dies again and again, and comes back empty, while employees file. */
export async function breakRedis(options: CampaignOptions): Promise<CampaignReport> {
  const { seed, size: filings, say, opened } = options;
  const endings: string[] = [];
  const redis = await openMortalRedis(opened);
  const desk = await startStaffedDesk({
    ...{ employees, specialists, say, opened },
    redisUrl: redis.url,
    onUnexpectedEnd: (name, ending) => endings.push(`The ${name} ended by itself (${ending}).`),
  });
  say(`${filings} filings, ${outages} outages of Redis, seed ${seed}`);

  const beganAt = performance.now();
  const filing = fileTickets(
    desk,
    filings,
    {
      atOnce: filingsAtOnce,
      mayBegin: (index) => pause(Math.max(0, beganAt + index * filingEveryMs - performance.now())),
      note: () => undefined,
      over: () => undefined,
      say,
    },
    drawFrom(seed + 1),
  );
  const [seen, runs] = await Promise.all([breakAgainAndAgain(redis, desk, drawFrom(seed), say), filing]);
  say('Waiting until nothing is under way');
  const settled = await settle(desk, runs);
  const report = reportVerdict({ group: 'chaos/redis', runs, own: outageRows(seen), ...settled });
  return concludeCampaign(desk, { rows: report.rows, failures: [...endings, ...report.failures] });
}

interface Outage {
  /** Tickets that waited for a specialist when Redis came back. */
  readonly waiting: number;
  /** From Redis' return to the first of them being assigned. */
  readonly resumedMs: number;
  /** The same, to the last. */
  readonly caughtUpMs: number;
}

async function breakAgainAndAgain(
  redis: MortalRedis,
  desk: StaffedDesk,
  draws: Draws,
  say: (line: string) => void,
): Promise<Outage[]> {
  const seen: Outage[] = [];
  for (let count = 1; count <= outages; count += 1) {
    await pause(draws.whole(betweenMs.from, betweenMs.to));
    await redis.die();
    await pause(draws.whole(outageMs.from, outageMs.to));
    await redis.comeBack();
    const outage = await watchReturn(desk);
    say(`Outage ${count}: ${outage.waiting} tickets waited, all assigned ${Math.round(outage.caughtUpMs)} ms after`);
    seen.push(outage);
  }
  return seen;
}

async function watchReturn({ stack }: StaffedDesk): Promise<Outage> {
  const backAt = performance.now();
  const waiting = stack.jira.issues().flatMap(({ key, assignee }) => (assignee === null ? [key] : []));
  const left = new Set(waiting);
  let resumedMs = 0;
  while (left.size > 0 && performance.now() - backAt < givenUpAfterMs) {
    await pause(lookEveryMs);
    for (const key of left) if (stack.jira.issue(key)?.assignee) left.delete(key);
    if (resumedMs === 0 && left.size < waiting.length) resumedMs = performance.now() - backAt;
  }
  const caughtUpMs = waiting.length === 0 ? 0 : performance.now() - backAt;
  return { waiting: waiting.length, resumedMs: resumedMs || caughtUpMs, caughtUpMs };
}

function outageRows(seen: readonly Outage[]): Measurement[] {
  const longest = (of: (outage: Outage) => number) => Math.max(...seen.map(of)) / 1000;
  return [
    { name: 'outages of Redis', value: seen.length, unit: '' },
    {
      name: 'tickets that waited for its return',
      value: seen.reduce((sum, { waiting }) => sum + waiting, 0),
      unit: '',
    },
    {
      name: 'Redis back to assignment going on, longest',
      value: longest(({ resumedMs }) => resumedMs),
      unit: 's',
      goal: { of: 'value', atMost: resumesWithinMs / 1000 },
    },
    { name: 'Redis back to everyone assigned, longest', value: longest(({ caughtUpMs }) => caughtUpMs), unit: 's' },
  ];
}
