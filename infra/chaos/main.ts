import { parseArgs } from 'node:util';
import { storeRows } from '../bench/latest-file.ts';
import { printRows } from '../bench/print-rows.ts';
import { runToEnd } from '../stack/run-to-end.ts';
import { breakRedis } from './break-redis.ts';
import type { Campaign, CampaignReport } from './campaign.ts';
import { raceForOffers } from './consultations/race-for-offers.ts';
import { talkUnderKills } from './consultations/talk-under-kills.ts';
import { killServices } from './kill-services.ts';
import { disturbTickets } from './ticket-life/disturb-tickets.ts';
import { outlastOutage } from './ticket-life/outlast-outage.ts';
import { killReplicas } from './zones/kill-replicas.ts';
import { mixVersions } from './zones/mix-versions.ts';
import { restartInTurn } from './zones/restart-in-turn.ts';

/**
 * `pnpm chaos [campaign …] [--seed 1] [--size n]`: breaks things on purpose while people work, and says what came
 * of it. Ends with 1 when something was lost or done twice. Everything runs on this machine alone.
 */
interface KnownCampaign {
  readonly run: Campaign;
  /** Filings, events in the tracker, comments, consultations, taps, kills, rounds of restarts, or minutes. */
  readonly size: number;
  readonly sizeMax: number;
}

const campaigns: Readonly<Record<string, KnownCampaign>> = {
  filing: { run: killServices, size: 200, sizeMax: 300 },
  redis: { run: breakRedis, size: 80, sizeMax: 300 },
  'ticket-life': { run: disturbTickets, size: 10_000, sizeMax: 10_000 },
  'tracker-outage': { run: outlastOutage, size: 200, sizeMax: 500 },
  consultations: { run: talkUnderKills, size: 200, sizeMax: 300 },
  taps: { run: raceForOffers, size: 10_000, sizeMax: 20_000 },
  replicas: { run: killReplicas, size: 60, sizeMax: 120 },
  'rolling-restart': { run: restartInTurn, size: 3, sizeMax: 8 },
  upgrade: { run: mixVersions, size: 2, sizeMax: 8 },
};
const campaignMinutesMax = 15;

const { values, positionals } = parseArgs({
  options: { seed: { type: 'string', default: '1' }, size: { type: 'string' } },
  allowPositionals: true,
});
const seed = Number(values.seed);
const size = values.size === undefined ? null : Number(values.size);
const wanted = positionals.length === 0 ? Object.keys(campaigns) : positionals;
refuseUnknown();

await runToEnd(async (opened) => {
  const began = performance.now();
  const say = (line: string) =>
    process.stdout.write(`${((performance.now() - began) / 1000).toFixed(1).padStart(6)} s  ${line}\n`);
  let code = 0;
  for (const name of wanted) {
    const campaign = campaigns[name];
    if (!campaign) continue;
    say(`Campaign ${name}`);
    const options = { seed, size: size ?? campaign.size, say, opened };
    const report = await withinMinutes(campaign.run(options));
    await opened.closeAll();
    await storeRows(`chaos/${name}`, report.rows, { seed });
    print(report);
    if (report.failures.length > 0) code = 1;
  }
  return code;
});

function print({ rows, failures }: CampaignReport): void {
  process.stdout.write(`\n${printRows(rows)}\n\n`);
  if (failures.length === 0) process.stdout.write('Nothing was lost, and nothing was done twice.\n\n');
  else process.stdout.write(`Broken promises:\n${failures.map((line) => `  ${line}\n`).join('')}\n`);
}

async function withinMinutes(running: Promise<CampaignReport>): Promise<CampaignReport> {
  const { promise, reject } = Promise.withResolvers<never>();
  const late = () => reject(new Error(`The campaign was not over within ${campaignMinutesMax} minutes.`));
  const timer = setTimeout(late, campaignMinutesMax * 60_000);
  return Promise.race([running, promise]).finally(() => clearTimeout(timer));
}

function refuseUnknown(): void {
  const sizeMax = Math.min(...wanted.map((name) => campaigns[name]?.sizeMax ?? 0));
  const unknown = wanted.filter((name) => !Object.hasOwn(campaigns, name));
  if (unknown.length > 0) {
    process.stderr.write(`No such campaign: ${unknown.join(', ')}. There are: ${Object.keys(campaigns).join(', ')}.\n`);
  } else if (!Number.isSafeInteger(seed)) {
    process.stderr.write(`--seed takes a whole number, not "${values.seed}".\n`);
  } else if (size !== null && !(Number.isInteger(size) && size >= 1 && size <= sizeMax)) {
    process.stderr.write(`--size takes a number from 1 to ${sizeMax}, not "${values.size}".\n`);
  } else return;
  process.exit(64);
}
