import { setTimeout as pause } from 'node:timers/promises';
import type { Person } from '@desk/telegram-simulator';
import { type Measurement, rowOf } from '../../bench/row.ts';
import { fileOneEach } from '../../stack/file-one-each.ts';
import { openTrackerHands } from '../../stack/open-tracker-hands.ts';
import { drawFrom } from '../../stack/seeded-draws.ts';
import { accountOf, type StaffedDesk, startStaffedDesk } from '../../stack/start-staffed-desk.ts';
import type { CampaignOptions, CampaignReport } from '../campaign.ts';
import { type Bookkeeping, readBookkeeping } from '../collect-evidence.ts';
import { concludeCampaign, nameMissedGoals } from '../conclude-campaign.ts';
import { listenForLeaks, readLists, readTexts, readTruth } from './collect-chats.ts';
import { type ChatsSeen, isRight, judgeChats, type LifeVerdict, type LifeWrong, lifeWrongs } from './judge-chats.ts';
import { type RandomWork, workAtRandom } from './work-at-random.ts';

const employees = 100;
const specialists = 12;
/** What the chats hear of stays below what Telegram takes. */
const eventsPerSecond = 17;
const saidEvery = 1_000;
const settleWithinMs = 240_000;
const lookEveryMs = 2_000;
/** No card shows a status older than this. */
const rightWithinS = 60;
const listWithinMs = 60_000;

/** Everything that happens to tickets in Jira, at random, while their webhooks come twice, late, shuffled or not at all. */
export async function disturbTickets(options: CampaignOptions): Promise<CampaignReport> {
  const { seed, size, say, opened } = options;
  const endings: string[] = [];
  const desk = await startStaffedDesk({
    ...{ employees, specialists, say, opened },
    onUnexpectedEnd: (name, ending) => endings.push(`The ${name} ended by itself (${ending}).`),
  });
  const numbers = (await fileOneEach(desk)).map(({ number }) => number);
  say(`${size} events in ${numbers.length} tickets, seed ${seed}`);
  const work = workAtRandom(
    { tracker: openTrackerHands(desk.stack.tracker), ...accountsOf(desk), numbers: atLeastOne(numbers) },
    drawFrom(seed),
  );
  const leaks = listenForLeaks(desk.stack.telegram, work.wasPublic);
  await disturb(options, desk, work);
  const lastAt = performance.now();
  await desk.stack.jira.webhooks.deliverNow();
  say('Waiting until every chat equals the tracker');
  const settled = await settle(desk, leaks.leaked, { lastAt, say });
  const report = reportLife(desk, work, settled);
  return concludeCampaign(desk, { rows: report.rows, failures: [...endings, ...report.failures] });
}

function accountsOf({ stack, employees: askers, specialists: workers }: StaffedDesk) {
  const accounts = (people: readonly Person[]) => atLeastOne(people.map((each) => accountOf(stack.organisation, each)));
  return { customers: accounts(askers), agents: accounts(workers) };
}

function atLeastOne<Item>([first, ...rest]: readonly Item[]): [Item, ...Item[]] {
  if (first === undefined) throw new Error('There is nobody, or nothing, to choose from.');
  return [first, ...rest];
}

async function disturb({ seed, size, say }: CampaignOptions, { stack }: StaffedDesk, work: RandomWork): Promise<void> {
  stack.jira.faults.add({
    ...{ kind: 'disturb-webhook', times: 'always' },
    disturbance: { seed, dropShare: 1 / 3, duplicateShare: 1, delayShare: 0.5, delayMsMax: 5_000, shuffleAmong: 8 },
  });
  const beganAt = performance.now();
  for (let event = 1; event <= size; event += 1) {
    work.act();
    if (event % saidEvery === 0) say(`${event} events of ${size}`);
    const waitMs = beganAt + (event * 1000) / eventsPerSecond - performance.now();
    if (waitMs > 0) await pause(waitMs);
  }
}

interface SettledLife {
  readonly verdict: LifeVerdict;
  readonly books: Bookkeeping;
  readonly settledMs: number;
}

/** The state of things once nothing differs any more, or the time for it is over. */
async function settle(
  desk: StaffedDesk,
  leaked: () => string[],
  { lastAt, say }: { readonly lastAt: number; readonly say: CampaignOptions['say'] },
): Promise<SettledLife> {
  const { stack } = desk;
  const byAccount = (people: readonly Person[]) =>
    new Map(people.map((person) => [accountOf(stack.organisation, person), person]));
  const [askers, workers] = [byAccount(desk.employees), byAccount(desk.specialists)];
  const tracker = openTrackerHands(stack.tracker);
  const judge = (lists: ChatsSeen['lists']) =>
    judgeChats(readTruth(tracker), { texts: readTexts(new Map([...askers, ...workers])), lists, leaked: leaked() });
  let differing = '';
  for (;;) {
    const books = await readBookkeeping(desk);
    const settledMs = performance.now() - lastAt;
    const verdict = judge(null);
    const isOver = books.waiting === 0 && isRight(verdict);
    if (!isOver && settledMs < settleWithinMs) {
      const now = nameWrongs(verdict).join(', ') || `${books.waiting} arrivals and effects wait`;
      if (now !== differing) say(now);
      differing = now;
      await pause(lookEveryMs);
      continue;
    }
    const lists = await readLists({ employees: askers, specialists: workers }, listWithinMs);
    return { verdict: judge(lists), books, settledMs };
  }
}

const names: Readonly<Record<LifeWrong, string>> = {
  leaked: 'texts that were never public, in any chat at any time',
  'comment-missing': 'public comments missing from the chat of who asked',
  'comment-twice': 'comments that stand twice in a chat',
  'comment-stale': 'comments standing that are not what the tracker shows the public',
  'card-differs': 'cards that differ from the tracker',
  'own-list-differs': 'tickets that differ from the tracker in a list of one’s own',
  'work-list-differs': 'tickets that differ from the tracker in a list of work',
};

const namedMax = 5;
const none = { of: 'value', atMost: 0 } as const;

function reportLife(
  { stack }: StaffedDesk,
  work: RandomWork,
  { verdict, books, settledMs }: SettledLife,
): CampaignReport {
  const events = [...work.counts().values()].reduce((sum, count) => sum + count, 0);
  const hooks = stack.jira.webhooks.counts();
  const measured: Measurement[] = [
    { name: 'events', value: events, unit: '' },
    { name: 'tickets', value: stack.jira.issues().length, unit: '' },
    { name: 'webhooks delivered', value: hooks.delivered, unit: '' },
    { name: 'webhooks dropped', value: hooks.dropped, unit: '' },
    { name: 'webhooks delivered twice', value: hooks.doubled, unit: '' },
    { name: 'webhooks late or out of order', value: hooks.late, unit: '' },
    ...lifeWrongs.map((wrong) => ({ name: names[wrong], value: verdict[wrong].length, unit: '', goal: none })),
    { name: 'updates in dead letters', value: books.deadLetters, unit: '', goal: none },
    { name: 'effects set aside', value: books.parkedEffects, unit: '', goal: none },
    { name: 'arrivals and effects still waiting', value: books.waiting, unit: '', goal: none },
    {
      ...{ name: 'last event to every chat right', value: settledMs / 1000, unit: 's' },
      goal: { of: 'value', atMost: rightWithinS },
    },
  ];
  const rows = measured.map((measurement) => rowOf('chaos/ticket-life', measurement));
  const broken = nameMissedGoals(rows);
  return { rows, failures: [...broken, ...nameWrongs(verdict)] };
}

function nameWrongs(verdict: LifeVerdict): string[] {
  return lifeWrongs.flatMap((wrong) => verdict[wrong].slice(0, namedMax).map((what) => `${what}: ${wrong}`));
}
