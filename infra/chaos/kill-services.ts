import type { Measurement } from '../bench/row.ts';
import { drawFrom } from '../stack/seeded-draws.ts';
import { type StaffedDesk, startStaffedDesk } from '../stack/start-staffed-desk.ts';
import type { CampaignOptions, CampaignReport } from './campaign.ts';
import { concludeCampaign } from './conclude-campaign.ts';
import { fileTickets } from './file-tickets.ts';
import { filingsBefore, planStrikes, type Strike, strikesBefore } from './plan-strikes.ts';
import { reportVerdict } from './report-verdict.ts';
import { settle } from './settle.ts';
import { carryOut } from './strike.ts';
import { type StepWatch, watchSteps } from './watch-steps.ts';

const employees = 40;
const specialists = 12;
/** Some wait a minute: whether a creation that was never answered took effect shows only then. */
const filingsAtOnce = 8;
/** Of two filings one is struck by a kill of its own; the others by those of their neighbours. */
const strikesPerFiling = 0.4;
const saidEvery = 10;

/** Kills the bot and the gateway at every step of filing, again and again, while employees file. */
export async function killServices(options: CampaignOptions): Promise<CampaignReport> {
  const { seed, size: filings, say, opened } = options;
  const endings: string[] = [];
  const desk = await startStaffedDesk({
    ...{ employees, specialists, say, opened },
    onUnexpectedEnd: (name, ending) => endings.push(`The ${name} ended by itself (${ending}).`),
  });
  const strikes = planStrikes(Math.ceil(filings * strikesPerFiling), drawFrom(seed));
  say(`${filings} filings, ${strikes.length} kills, seed ${seed}`);

  const { runs, struck } = await fileUnderStrikes(options, desk, strikes).catch((error) => {
    desk.keepFolder();
    throw error;
  });
  say('Waiting until nothing is under way');
  const settled = await settle(desk, runs);
  const report = reportVerdict({ group: 'chaos/filing', runs, own: killRows(struck), ...settled });
  return concludeCampaign(desk, { rows: report.rows, failures: [...endings, ...report.failures] });
}

interface Struck extends Strike {
  /** Whether a filing was at the step. */
  readonly hit: boolean;
}

async function fileUnderStrikes(
  { seed, size: filings, say }: CampaignOptions,
  desk: StaffedDesk,
  strikes: readonly Strike[],
) {
  const steps = watchSteps(desk);
  const campaign = { filings, strikes: strikes.length };
  const strikesOver = openTurnstile();
  const filingsOver = openTurnstile();
  const filing = fileTickets(
    desk,
    filings,
    {
      atOnce: filingsAtOnce,
      mayBegin: (index) => strikesOver.pass(strikesBefore(index, campaign)),
      note: steps.note,
      over: filingsOver.advance,
      say,
    },
    drawFrom(seed + 1),
  ).finally(() => {
    steps.close();
    filingsOver.open();
  });
  const mayStrike = (index: number) => filingsOver.pass(filingsBefore(index, campaign));
  const onDone = (count: number) => {
    strikesOver.advance();
    if (count % saidEvery === 0) say(`${count} kills of ${strikes.length}`);
  };
  const striking = strikeAll(strikes, desk, steps, { mayStrike, onDone }).finally(strikesOver.open);
  const [struck, runs] = await Promise.all([striking, filing]);
  return { struck, runs };
}

interface StrikePace {
  readonly mayStrike: (index: number) => Promise<void>;
  readonly onDone: (count: number) => void;
}

/** One after another; once nobody files any more the rest is left out. */
async function strikeAll(
  strikes: readonly Strike[],
  desk: StaffedDesk,
  steps: StepWatch,
  { mayStrike, onDone }: StrikePace,
): Promise<Struck[]> {
  const struck: Struck[] = [];
  for (const strike of strikes) {
    await mayStrike(struck.length);
    if (steps.isClosed()) break;
    struck.push({ ...strike, hit: await carryOut(strike, desk.stack, steps) });
    onDone(struck.length);
  }
  return struck;
}

/** Counts what is over, and lets those pass whose number has come. */
function openTurnstile() {
  let reached = 0;
  let waiting: { readonly at: number; readonly go: () => void }[] = [];
  const moveTo = (count: number) => {
    reached = count;
    for (const { at, go } of waiting) if (at <= reached) go();
    waiting = waiting.filter(({ at }) => at > reached);
  };
  return {
    advance: () => moveTo(reached + 1),
    open: () => moveTo(Number.POSITIVE_INFINITY),
    pass: (at: number) =>
      at <= reached ? Promise.resolve() : new Promise<void>((go) => void waiting.push({ at, go })),
  };
}

function killRows(struck: readonly Struck[]): Measurement[] {
  const count = (fits: (strike: Struck) => boolean) => struck.filter(fits).length;
  return [
    { name: 'kills of the bot', value: count(({ victim }) => victim === 'bot'), unit: '' },
    { name: 'kills of the gateway', value: count(({ victim }) => victim === 'gateway'), unit: '' },
    { name: 'kills while a filing was at the step aimed at', value: count(({ hit }) => hit), unit: '' },
    {
      name: 'steps of filing struck',
      value: new Set(struck.flatMap(({ step, hit }) => (hit ? [step] : []))).size,
      unit: '',
    },
  ];
}
