import { setTimeout as pause } from 'node:timers/promises';
import type { Person } from '@desk/telegram-simulator';
import { type Latencies, recordLatencies } from '../../bench/latencies.ts';
import { driveLoad, planLoad } from '../../bench/main-job/drive-load.ts';
import { speaks, watchAnswers } from '../../bench/main-job/watch-answers.ts';
import { type Measurement, rowOf } from '../../bench/row.ts';
import { menuWords } from '../../stack/act-in-chat.ts';
import { type FiledTicket, fileOneEach } from '../../stack/file-one-each.ts';
import { drawFrom } from '../../stack/seeded-draws.ts';
import { accountOf, type StaffedDesk, startStaffedDesk } from '../../stack/start-staffed-desk.ts';
import type { CampaignOptions, CampaignReport } from '../campaign.ts';
import { type CommentsVerdict, judgeComments, type WrittenComment } from './judge-comments.ts';

const employees = 60;
const specialists = 12;
/** Whose tickets are written to; the others go on with what needs no tracker. */
const ticketsWrittenTo = 20;
const betweenCommentsMs = 50;
const ratePerSecond = 20;
const roundTurns = 500;
const answerWithinMs = 5_000;
const postedWithinMs = 180_000;
const lookEveryMs = 500;

/** The tracker is away while employees and specialists write to tickets; then it is back. */
export async function outlastOutage(options: CampaignOptions): Promise<CampaignReport> {
  const { seed, size, say, opened } = options;
  const endings: string[] = [];
  const desk = await startStaffedDesk({
    ...{ employees, specialists, say, opened },
    onUnexpectedEnd: (name, ending) => endings.push(`The ${name} ended by itself (${ending}).`),
  });
  const tickets = (await fileOneEach(desk)).slice(0, ticketsWrittenTo);
  const others = desk.employees.slice(ticketsWrittenTo);
  const [up, down] = [recordLatencies(), recordLatencies()];
  const measure = (into: Latencies, part: number) => speakUp(desk, others, into, seed + part);

  say('The rest of the bot, while all is well');
  await measure(recordLatencies(), 0);
  let unanswered = await measure(up, 1);
  say(`The tracker goes away, and ${size} comments are written`);
  desk.stack.jira.down();
  const written = await writeAll(desk, tickets, size);
  unanswered += (await measure(down, 2)) + (await measure(down, 3));
  say('The tracker is back');
  await desk.stack.jira.up();
  const { verdict, postedMs } = await waitUntilPosted(desk, written);
  unanswered += await measure(up, 4);

  const report = reportOutage({ written, verdict, postedMs, up, down, unanswered });
  const failures = [...endings, ...report.failures];
  if (failures.length > 0) desk.keepFolder();
  return { rows: report.rows, failures: failures.length > 0 ? [...failures, `Logs: ${desk.stack.folder}/logs`] : [] };
}

/** Employees ask for what needs no tracker; how many had no answer. */
async function speakUp({ stack }: StaffedDesk, people: readonly Person[], into: Latencies, seed: number) {
  const draws = drawFrom(seed);
  const watch = watchAnswers(stack.telegram, (call) => (speaks(call) ? call.chatId : undefined), into);
  await driveLoad(planLoad({ people: people.length, ratePerSecond, turns: roundTurns }, draws), ({ person: at }) => {
    const person = people[at];
    if (!person) return;
    watch.begin(person.id);
    void person.send(draws.pick([menuWords.ownTickets, menuWords.help, menuWords.settings]));
  });
  await watch.settle(answerWithinMs);
  return watch.close();
}

/** Requester and specialist of each ticket in turn, as replies to what stands in their chats about it. */
async function writeAll({ stack, specialists: staff }: StaffedDesk, tickets: readonly FiledTicket[], count: number) {
  const byAccount = new Map(staff.map((person) => [accountOf(stack.organisation, person), person]));
  const written: WrittenComment[] = [];
  for (let at = 0; at < count; at += 1) {
    const ticket = tickets[at % tickets.length];
    const specialist = byAccount.get(stack.jira.issue(ticket?.number ?? '')?.assignee?.id ?? '');
    if (!ticket || !specialist) throw new Error('A ticket has no specialist.');
    const isRequesters = Math.floor(at / tickets.length) % 2 === 0;
    const author = isRequesters ? ticket.requester : specialist;
    const code = `W${String(at + 1).padStart(4, '0')}`;
    await author.send(`${code} Ще одне уточнення.`, { replyTo: messageAbout(author, ticket.number) });
    written.push({ code, number: ticket.number, author: author.name });
    await pause(betweenCommentsMs);
  }
  return written;
}

function messageAbout(person: Person, number: string): number {
  const about = new RegExp(`(?:^|\\s)${number}(?!\\d)`);
  const found = person.messages().find(({ from, text }) => from === 'bot' && about.test(text));
  if (!found) throw new Error(`${person.name} has nothing about ${number}.`);
  return found.id;
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

interface Outlasted {
  readonly written: readonly WrittenComment[];
  readonly verdict: CommentsVerdict;
  readonly postedMs: number;
  readonly up: Latencies;
  readonly down: Latencies;
  readonly unanswered: number;
}

const namedMax = 5;
const none = { of: 'value', atMost: 0 } as const;

function reportOutage({ written, verdict, postedMs, up, down, unanswered }: Outlasted): CampaignReport {
  const latency = (percent: number, atMost: number): Measurement => ({
    name: `update to reply while the tracker is away, p${percent} (beside before and after)`,
    value: down.percentile(percent),
    unit: 'ms',
    baseline: up.percentile(percent),
    goal: { of: 'ratio', atMost },
  });
  const measured: Measurement[] = [
    { name: 'comments written while the tracker was away', value: written.length, unit: '' },
    { name: 'comments lost', value: verdict.lost.length, unit: '', goal: none },
    { name: 'comments posted twice', value: verdict.doubled.length, unit: '', goal: none },
    { name: 'comments out of order', value: verdict.outOfOrder.length, unit: '', goal: none },
    { name: 'tracker back to everything posted', value: postedMs / 1000, unit: 's' },
    latency(50, 1.1),
    { ...latency(99, 1.1), goal: { of: 'value', atMost: 100 } },
    { name: 'updates without a reply', value: unanswered, unit: '', goal: none },
  ];
  const rows = measured.map((measurement) => rowOf('chaos/tracker-outage', measurement));
  // How fast a machine is that others use as well is told, but breaks no promise.
  const broken = rows
    .filter(({ met, unit }) => met === false && unit === '')
    .map(({ name, value }) => `${name}: ${value}`);
  const named = (['lost', 'doubled', 'outOfOrder'] as const).flatMap((wrong) =>
    verdict[wrong].slice(0, namedMax).map((code) => `${code}: ${wrong}`),
  );
  return { rows, failures: [...broken, ...named] };
}
