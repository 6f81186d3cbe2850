import { setTimeout as pause } from 'node:timers/promises';
import type { FiledTicket } from '../../stack/file-one-each.ts';
import { countDoubted, dialogueWrongs, judgeDialogues } from '../../stack/judge-dialogues.ts';
import { acceptOffers } from '../../stack/open-dialogues.ts';
import { drawFrom } from '../../stack/seeded-draws.ts';
import { type StaffedDesk, startStaffedDesk } from '../../stack/start-staffed-desk.ts';
import type { CampaignOptions, CampaignReport } from '../campaign.ts';
import { readBookkeeping } from '../collect-evidence.ts';
import { concludeCampaign } from '../conclude-campaign.ts';
import { fileTickets } from '../file-tickets.ts';
import { openMortalRedis } from '../open-mortal-redis.ts';
import { listenToHeld, saidInBegun, seeConsultations } from './collect-consultations.ts';
import { type Held, holdConsultations } from './hold-consultations.ts';
import { consultationWrongs, judgeConsultations } from './judge-consultations.ts';
import { keepEvidence } from './keep-evidence.ts';
import { reportConsultations, type SettledConsultations } from './report-consultations.ts';
import { type DialogueStrike, planDialogueStrikes, strikeDialogues } from './strike-dialogues.ts';

const employees = 40;
/** Fewer than employees: some have to wait in line. */
const specialists = 24;
const messagesEach = 20;
const kills = 20;
const filingsAtOnce = 8;
const settleWithinMs = 180_000;
const lookEveryMs = 1_000;
const saidEvery = 20;

/** Bot, gateway and Redis are killed again and again while many people consult. `size`: how many consultations. */
export async function talkUnderKills(options: CampaignOptions): Promise<CampaignReport> {
  const { seed, size, say, opened } = options;
  const endings: string[] = [];
  const redis = await openMortalRedis(opened);
  const desk = await startStaffedDesk({
    ...{ employees, specialists, say, opened, redisUrl: redis.url },
    onUnexpectedEnd: (name, ending) => endings.push(`The ${name} ended by itself (${ending}).`),
  });
  const tickets = await fileAhead(desk, options);
  const strikes = planDialogueStrikes(kills, drawFrom(seed));
  say(`${size} consultations of ${messagesEach} messages, ${strikes.length} kills, seed ${seed}`);

  const stopAccepting = acceptOffers(desk.stack.telegram, desk.specialists);
  const progress = followProgress(size * messagesEach);
  const striking = strikeAll(strikes, progress, (strike) => strikeDialogues(strike, desk, redis, drawFrom(seed + 2)));
  let over = 0;
  const held = await holdConsultations({
    ...{ tickets, specialists: desk.specialists, messagesEach, draws: drawFrom(seed + 1), onSaid: progress.reach },
    onOver({ number, stuckAt }) {
      over += 1;
      if (stuckAt !== null) say(`${number} got stuck at: ${stuckAt}`);
      if (over % saidEvery === 0) say(`${over} consultations of ${size}`);
    },
  });
  progress.finish();
  const struck = await striking;
  stopAccepting();
  say('Waiting until nothing is under way');
  const settled = await settle(desk, held);
  const report = reportConsultations({ held, struck, settled });
  const failures = [...endings, ...report.failures];
  if (failures.length > 0) await keepEvidence(desk, held, settled);
  return concludeCampaign(desk, { rows: report.rows, failures });
}

/** Every consultation has its ticket before anything is killed. */
async function fileAhead(desk: StaffedDesk, { seed, size, say }: CampaignOptions): Promise<FiledTicket[]> {
  const pace = { atOnce: filingsAtOnce, mayBegin: async () => undefined, note: () => undefined, over: () => undefined };
  const runs = await fileTickets(desk, size, { ...pace, say }, drawFrom(seed + 3));
  const issues = desk.stack.jira.issues();
  return runs.map(({ filing, person: requester }) => {
    const number = issues.find(({ summary }) => summary.includes(filing.code))?.key;
    if (number === undefined) throw new Error(`${filing.code} has no ticket.`);
    return { number, requester };
  });
}

interface Progress {
  /** So many messages were said. */
  reach(count: number): void;
  /** Nobody says anything any more. */
  finish(): void;
  /** Resolves when this share of the messages was said. */
  pass(share: number): Promise<'on-time' | 'over'>;
}

function followProgress(total: number): Progress {
  let reached = 0;
  let isOver = false;
  let waiting: { readonly at: number; readonly go: (how: 'on-time' | 'over') => void }[] = [];
  const wake = () => {
    for (const { at, go } of waiting) if (isOver || at <= reached) go(isOver ? 'over' : 'on-time');
    waiting = waiting.filter(({ at }) => !isOver && at > reached);
  };
  return {
    reach(count) {
      reached = count;
      wake();
    },
    finish() {
      isOver = true;
      wake();
    },
    pass(share) {
      const { promise, resolve } = Promise.withResolvers<'on-time' | 'over'>();
      waiting.push({ at: share * total, go: resolve });
      wake();
      return promise;
    },
  };
}

/** Spread over the whole of what is said. */
async function strikeAll(
  strikes: readonly DialogueStrike[],
  progress: Progress,
  strike: (strike: DialogueStrike) => Promise<void>,
): Promise<DialogueStrike[]> {
  const struck: DialogueStrike[] = [];
  for (const [index, each] of strikes.entries()) {
    if ((await progress.pass((index + 0.5) / strikes.length)) === 'over') break;
    await strike(each);
    struck.push(each);
  }
  return struck;
}

async function settle(desk: StaffedDesk, held: Held): Promise<SettledConsultations> {
  const deadline = performance.now() + settleWithinMs;
  for (;;) {
    const books = await readBookkeeping(desk);
    const heard = listenToHeld(desk, held);
    const dialogues = judgeDialogues(saidInBegun(held), heard);
    const consultations = judgeConsultations(await seeConsultations(desk, held));
    const wrong = [
      ...dialogueWrongs.map((each) => dialogues[each]),
      ...consultationWrongs.map((each) => consultations[each]),
    ];
    const isOver = books.waiting === 0 && wrong.every(({ length }) => length === 0);
    if (isOver || performance.now() > deadline)
      return { dialogues, consultations, doubted: countDoubted(heard), books };
    await pause(lookEveryMs);
  }
}
