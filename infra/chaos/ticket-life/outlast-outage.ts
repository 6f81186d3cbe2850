import { setTimeout as pause } from 'node:timers/promises';
import type { Person } from '@desk/telegram-simulator';
import type { Latencies } from '../../bench/latencies.ts';
import { driveLoad, planLoad } from '../../bench/main-job/drive-load.ts';
import { speaks, watchAnswers } from '../../bench/main-job/watch-answers.ts';
import { menuWords } from '../../stack/act-in-chat.ts';
import { fileOneEach } from '../../stack/file-one-each.ts';
import { drawFrom } from '../../stack/seeded-draws.ts';
import { type StaffedDesk, startStaffedDesk } from '../../stack/start-staffed-desk.ts';
import type { CampaignOptions, CampaignReport } from '../campaign.ts';
import { readBookkeeping } from '../collect-evidence.ts';
import { concludeCampaign } from '../conclude-campaign.ts';
import { type CommentsVerdict, judgeComments, type WrittenComment } from './judge-comments.ts';
import { type Outlasted, reportOutage } from './report-outage.ts';
import { sliceLatencies } from './slice-latencies.ts';
import { type Correspondence, takeTickets, writeComments } from './write-comments.ts';

const employees = 60;
const specialists = 12;
/** Whose tickets are written to; the others go on with what needs no tracker. */
const ticketsWrittenTo = 20;
/** People come in by the machine's time: a slow one would have their sessions end meanwhile. */
const settingUpMs = 120_000;
/**
 * Half an hour of the desk's time in five minutes. Attempts to reach the tracker come as many times as densely as they
 * would: at twenty times, the bot's latency told of that, not of the outage.
 */
const speed = 6;
/** With and without the tracker as long in sum, one on both sides of the other: what drifts meets both alike. */
const windows = [
  { tracker: 'there', minutes: 15 },
  { tracker: 'away', minutes: 30 },
  { tracker: 'there', minutes: 15 },
] as const;
const windowMinutes = 30;
const sliceMs = 10_000;
const ratePerSecond = 20;
const answerWithinMs = 5_000;
const postedWithinMs = 90_000;
const lookEveryMs = 200;

/** The tracker is away for half an hour while people write to tickets as they do when all is well. */
export async function outlastOutage(options: CampaignOptions): Promise<CampaignReport> {
  const { seed, size, say, opened } = options;
  const endings: string[] = [];
  const fromMs = Date.now() + settingUpMs;
  const desk = await startStaffedDesk({
    ...{ employees, specialists, say, opened, pace: { fromMs, speed } },
    onUnexpectedEnd: (name, ending) => endings.push(`The ${name} ended by itself (${ending}).`),
  });
  const tickets = (await takeTickets(desk, await fileOneEach(desk))).slice(0, ticketsWrittenTo);
  await pause(Math.max(0, fromMs - Date.now()));
  const run = startRun(desk, tickets, { seed, size, say });
  for (const [index, window] of windows.entries()) await run.pass(window, index);
  const { deadLetters, parkedEffects } = await readBookkeeping(desk);
  const report = reportOutage({ ...run.outcome(), deadLetters, parkedEffects });
  return concludeCampaign(desk, { rows: report.rows, failures: [...endings, ...report.failures] });
}

type Window = (typeof windows)[number];

/** `size` comments in each half hour, with the tracker or without. */
function startRun(
  desk: StaffedDesk,
  tickets: readonly Correspondence[],
  { seed, size, say }: Pick<CampaignOptions, 'seed' | 'size' | 'say'>,
) {
  const { jira } = desk.stack;
  const others = desk.employees.slice(ticketsWrittenTo);
  const latencies = { there: sliceLatencies({ sliceMs }), away: sliceLatencies({ sliceMs }) };
  const written: WrittenComment[] = [];
  let [writtenWhileAway, unanswered, postedMsMax] = [0, 0, 0];
  let verdict: CommentsVerdict = { lost: [], doubled: [], outOfOrder: [] };

  return {
    async pass({ tracker, minutes }: Window, index: number): Promise<void> {
      const comments = Math.ceil((size * minutes) / windowMinutes);
      const windowMs = (minutes * 60_000) / speed;
      say(`${minutes} minutes, the tracker is ${tracker}, ${comments} comments`);
      if (tracker === 'away') jira.down();
      const writing = writeComments(tickets, { before: written.length, comments, withinMs: windowMs });
      unanswered += await speakUp(desk, others, { into: latencies[tracker], windowMs, seed: seed + index });
      written.push(...(await writing));
      if (tracker === 'away') await jira.up();
      const posted = await waitUntilPosted(desk, written);
      verdict = posted.verdict;
      if (tracker === 'there') return;
      writtenWhileAway += comments;
      postedMsMax = Math.max(postedMsMax, posted.postedMs);
    },
    outcome: (): Omit<Outlasted, 'deadLetters' | 'parkedEffects'> => ({
      ...{ writtenWhileAway, verdict, postedMsMax, latencies, unanswered },
      outages: windows.filter(({ tracker }) => tracker === 'away').length,
    }),
  };
}

interface Speaking {
  readonly into: Pick<Latencies, 'record'>;
  readonly windowMs: number;
  readonly seed: number;
}

/** Employees ask for what needs no tracker; how many had no answer. */
async function speakUp(
  { stack }: StaffedDesk,
  people: readonly Person[],
  { into, windowMs, seed }: Speaking,
): Promise<number> {
  const draws = drawFrom(seed);
  const watch = watchAnswers(stack.telegram, (call) => (speaks(call) ? call.chatId : undefined), into);
  const turns = Math.round((ratePerSecond * windowMs) / 1000);
  await driveLoad(planLoad({ people: people.length, ratePerSecond, turns }, draws), ({ person: at }) => {
    const person = people[at];
    if (!person) return;
    watch.begin(person.id);
    void person.send(draws.pick([menuWords.ownTickets, menuWords.help, menuWords.settings]));
  });
  await watch.settle(answerWithinMs);
  return watch.close();
}

async function waitUntilPosted({ stack }: StaffedDesk, written: readonly WrittenComment[]) {
  const beganAt = performance.now();
  for (;;) {
    const verdict = judgeComments(written, standingAt(stack.jira.issues()));
    const postedMs = performance.now() - beganAt;
    if (verdict.lost.length === 0 || postedMs > postedWithinMs) {
      // What would be posted twice comes now or never.
      await pause(answerWithinMs);
      return { verdict: judgeComments(written, standingAt(stack.jira.issues())), postedMs };
    }
    await pause(lookEveryMs);
  }
}

function standingAt(issues: ReturnType<StaffedDesk['stack']['jira']['issues']>): Map<string, string[]> {
  return new Map(
    issues.map(({ key, comments }) => [key, comments.flatMap(({ body }) => body.match(/\bW\d{4}\b/g) ?? [])]),
  );
}
