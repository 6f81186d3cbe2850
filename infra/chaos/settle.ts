import { setTimeout as pause } from 'node:timers/promises';
import type { StaffedDesk } from '../stack/start-staffed-desk.ts';
import { type Bookkeeping, collectEvidence, readBookkeeping, readLists } from './collect-evidence.ts';
import type { FilingRun } from './file-tickets.ts';
import { judgeFilings, type Verdict, wrongs } from './judge-filings.ts';

export interface Settled {
  readonly verdict: Verdict;
  readonly books: Bookkeeping;
}

const withinMs = 90_000;
const lookEveryMs = 500;

/** The state of things once nothing is under way any more: everything right, or nothing left to wait for. */
export async function settle(desk: StaffedDesk, runs: readonly FilingRun[]): Promise<Settled> {
  const filings = runs.map(({ filing }) => filing);
  const deadline = performance.now() + withinMs;
  for (;;) {
    const books = await readBookkeeping(desk);
    const evidence = collectEvidence(desk, runs);
    const verdict = judgeFilings(filings, evidence);
    if (!isOver(verdict, books) && performance.now() < deadline) {
      await pause(lookEveryMs);
      continue;
    }
    if (verdict.wrong['specialist-not-told'].length === 0) return { verdict, books };
    return { verdict: judgeFilings(filings, { ...evidence, listsOf: await readLists(desk) }), books };
  }
}

function isOver({ wrong }: Verdict, { waiting, noticesGivenUp }: Bookkeeping): boolean {
  const open = wrongs.reduce((sum, each) => sum + wrong[each].length, 0);
  const untold = wrong['specialist-not-told'].length;
  return waiting === 0 && open === untold && untold <= noticesGivenUp;
}
