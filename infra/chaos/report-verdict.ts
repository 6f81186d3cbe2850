import { recordLatencies } from '../bench/latencies.ts';
import { type Measurement, rowOf } from '../bench/row.ts';
import type { CampaignReport } from './campaign.ts';
import { nameMissedGoals } from './conclude-campaign.ts';
import type { FilingRun } from './file-tickets.ts';
import { type Wrong, wrongs } from './judge-filings.ts';
import type { Settled } from './settle.ts';

export const filingNames: Readonly<Record<Wrong, string>> = {
  'no-ticket': 'filings without a ticket',
  'several-tickets': 'filings with more than one ticket',
  'number-not-shown': 'filings whose number is not in the chat',
  'not-assigned': 'tickets that nobody is assigned to',
  'assigned-again': 'tickets assigned more than once',
  'specialist-not-told': 'tickets whose specialist was neither told nor finds them listed',
  'wrong-specialist-told': 'tickets that another specialist was told of',
  'file-lost': 'filings that lost a file',
  'file-twice': 'filings with a file twice',
};

const codesNamedMax = 5;
const none = { of: 'value', atMost: 0 } as const;

export interface Campaigned extends Settled {
  readonly group: string;
  readonly runs: readonly FilingRun[];
  /** What the campaign did, and numbers of its own. */
  readonly own: readonly Measurement[];
}

/** Rows for the table, and a line for each promise that was broken. */
export function reportVerdict({ group, runs, own, verdict, books }: Campaigned): CampaignReport {
  const counts: Measurement[] = [
    ...wrongs.map((wrong) => ({ name: filingNames[wrong], value: verdict.wrong[wrong].length, unit: '', goal: none })),
    { name: 'tickets assigned more than once, in the books', value: books.ticketsAssignedTwice, unit: '', goal: none },
    { name: 'updates in dead letters', value: books.deadLetters, unit: '', goal: none },
    { name: 'effects set aside', value: books.parkedEffects, unit: '', goal: none },
    { name: 'arrivals and effects still waiting', value: books.waiting, unit: '', goal: none },
    { name: 'notices of tickets repeated', value: verdict.repeatedNotices, unit: '' },
    { name: 'notices given up after a repetition', value: books.noticesGivenUp, unit: '' },
    { name: 'tickets listed for their specialist without a notice', value: verdict.onlyListed.length, unit: '' },
  ];
  const measured = [{ name: 'filings', value: runs.length, unit: '' }, ...own, ...counts, ...timeRows(runs)];
  const rows = measured.map((measurement) => rowOf(group, measurement));
  const broken = nameMissedGoals(rows);
  return { rows, failures: [...broken, ...namedFilings(runs, verdict.wrong)] };
}

function timeRows(runs: readonly FilingRun[]): Measurement[] {
  const latencies = recordLatencies();
  for (const { numberedAfterMs } of runs) if (numberedAfterMs !== null) latencies.record(numberedAfterMs);
  if (latencies.count() === 0) return [];
  return [
    { name: 'Send to number shown, p50', value: latencies.percentile(50) / 1000, unit: 's' },
    { name: 'Send to number shown, slowest', value: latencies.percentile(100) / 1000, unit: 's' },
  ];
}

function namedFilings(runs: readonly FilingRun[], wrong: Readonly<Record<Wrong, readonly string[]>>): string[] {
  const named = wrongs.flatMap((each) => wrong[each].slice(0, codesNamedMax).map((code) => `${code}: ${each}`));
  const stuck = runs.flatMap(({ filing, stuckAt }) =>
    stuckAt === null ? [] : [`${filing.code} got stuck at: ${stuckAt}`],
  );
  return [...named, ...stuck.slice(0, codesNamedMax)];
}
