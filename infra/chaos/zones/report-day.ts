import type { Measurement } from '../../bench/row.ts';
import { dialogueWrongs } from '../../stack/judge-dialogues.ts';
import { consultationWrongs } from '../consultations/judge-consultations.ts';
import { consultationNames, dialogueNames } from '../consultations/report-consultations.ts';
import { wrongs } from '../judge-filings.ts';
import { filingNames } from '../report-verdict.ts';
import type { SettledDay } from './settle-day.ts';
import type { DayDone } from './work-day.ts';

const none = { of: 'value', atMost: 0 } as const;
const namedMax = 5;

/** What people did, and what of it was lost, doubled or out of order. */
export function dayRows(
  { filings, comments, held }: DayDone,
  { filings: filed, comments: commented, dialogues, consultations, doubted, books }: SettledDay,
): Measurement[] {
  const wrong = (name: string, codes: readonly string[]): Measurement => ({
    ...{ name, value: codes.length, unit: '', goal: none },
  });
  return [
    { name: 'filings', value: filings.length, unit: '' },
    { name: 'comments', value: comments.length, unit: '' },
    { name: 'consultations', value: held.runs.length, unit: '' },
    { name: 'messages in consultations', value: held.said.length, unit: '' },
    ...wrongs.map((each) => wrong(filingNames[each], filed.wrong[each])),
    wrong('comments lost', commented.lost),
    wrong('comments posted twice', commented.doubled),
    wrong('comments out of order', commented.outOfOrder),
    ...dialogueWrongs.map((each) => wrong(dialogueNames[each], dialogues[each])),
    ...consultationWrongs.map((each) => wrong(consultationNames[each], consultations[each])),
    { name: 'tickets assigned more than once, in the books', value: books.ticketsAssignedTwice, unit: '', goal: none },
    { name: 'updates in dead letters', value: books.deadLetters, unit: '', goal: none },
    { name: 'effects set aside', value: books.parkedEffects, unit: '', goal: none },
    { name: 'arrivals and effects still waiting', value: books.waiting, unit: '', goal: none },
    { name: 'messages said to be doubtful, with a way to send them again', value: doubted, unit: '' },
    { name: 'notices of tickets repeated', value: filed.repeatedNotices, unit: '' },
    { name: 'notices given up after a repetition', value: books.noticesGivenUp, unit: '' },
  ];
}

/** Some of what went wrong, by name. */
export function nameDayWrongs({ filings }: DayDone, settled: SettledDay): string[] {
  const named = (codes: readonly string[], what: string) => codes.slice(0, namedMax).map((code) => `${code}: ${what}`);
  const stuck = filings.flatMap(({ filing, stuckAt }) =>
    stuckAt === null ? [] : [`${filing.code} got stuck at: ${stuckAt}`],
  );
  return [
    ...wrongs.flatMap((each) => named(settled.filings.wrong[each], each)),
    ...Object.entries(settled.comments).flatMap(([each, codes]) => named(codes, each)),
    ...dialogueWrongs.flatMap((each) => named(settled.dialogues[each], each)),
    ...consultationWrongs.flatMap((each) => named(settled.consultations[each], each)),
    ...stuck.slice(0, namedMax),
  ];
}
