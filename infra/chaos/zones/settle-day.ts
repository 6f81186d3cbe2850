import { setTimeout as pause } from 'node:timers/promises';
import { countDoubted, type DialogueVerdict, dialogueWrongs, judgeDialogues } from '../../stack/judge-dialogues.ts';
import type { StaffedDesk } from '../../stack/start-staffed-desk.ts';
import { type Bookkeeping, collectEvidence, readBookkeeping, readLists } from '../collect-evidence.ts';
import { listenToHeld, saidInBegun, seeConsultations } from '../consultations/collect-consultations.ts';
import {
  type ConsultationVerdict,
  consultationWrongs,
  judgeConsultations,
} from '../consultations/judge-consultations.ts';
import { judgeFilings, type Verdict, wrongs } from '../judge-filings.ts';
import { type CommentsVerdict, judgeComments } from '../ticket-life/judge-comments.ts';
import type { DayDone } from './work-day.ts';

export interface SettledDay {
  readonly filings: Verdict;
  readonly comments: CommentsVerdict;
  readonly dialogues: DialogueVerdict;
  readonly consultations: ConsultationVerdict;
  /** Messages whose sender was told that they may not have arrived. */
  readonly doubted: number;
  readonly books: Bookkeeping;
}

const withinMs = 180_000;
const lookEveryMs = 1_000;
/** What would come twice comes by then. */
const quietMs = 5_000;

/** How things stand once nothing is under way any more: everything right, or nothing left to wait for. */
export async function settleDay(desk: StaffedDesk, done: DayDone): Promise<SettledDay> {
  await untilOver(desk, done);
  await pause(quietMs);
  // Tokens are renewed and sessions looked after all the time: what is under way at this instant may be that.
  const settled = await untilOver(desk, done);
  if (settled.filings.wrong['specialist-not-told'].length === 0) return settled;
  const evidence = { ...collectEvidence(desk, done.filings), listsOf: await readLists(desk) };
  return { ...settled, filings: judgeFilings(filingsOf(done), evidence) };
}

async function untilOver(desk: StaffedDesk, done: DayDone): Promise<SettledDay> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const settled = await look(desk, done);
    if (isOver(settled) || performance.now() > deadline) return settled;
    await pause(lookEveryMs);
  }
}

async function look(desk: StaffedDesk, done: DayDone): Promise<SettledDay> {
  const { jira } = desk.stack;
  const heard = listenToHeld(desk, done.held);
  const standing = new Map(
    jira.issues().map(({ key, comments }) => [key, comments.flatMap(({ body }) => body.match(/\bW\d{4}\b/g) ?? [])]),
  );
  return {
    filings: judgeFilings(filingsOf(done), collectEvidence(desk, done.filings)),
    comments: judgeComments(done.comments, standing),
    dialogues: judgeDialogues(saidInBegun(done.held), heard),
    consultations: judgeConsultations(await seeConsultations(desk, done.held)),
    doubted: countDoubted(heard),
    books: await readBookkeeping(desk),
  };
}

function filingsOf({ filings }: DayDone) {
  return filings.map(({ filing }) => filing);
}

function isOver({ filings, comments, dialogues, consultations, books }: SettledDay): boolean {
  const untold = filings.wrong['specialist-not-told'].length;
  const open = [
    ...wrongs.map((each) => filings.wrong[each].length),
    ...Object.values(comments).map((codes) => codes.length),
    ...dialogueWrongs.map((each) => dialogues[each].length),
    ...consultationWrongs.map((each) => consultations[each].length),
  ].reduce((sum, count) => sum + count, 0);
  return books.waiting === 0 && open === untold && untold <= books.noticesGivenUp;
}
