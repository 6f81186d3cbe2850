import { setTimeout as pause } from 'node:timers/promises';
import type { StaffedDesk } from '../stack/start-staffed-desk.ts';
import { type Bookkeeping, collectEvidence, readBookkeeping } from './collect-evidence.ts';
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
    const verdict = judgeFilings(filings, collectEvidence(desk, runs));
    const isDone = books.waiting === 0 && wrongs.every((wrong) => verdict.wrong[wrong].length === 0);
    if (isDone || performance.now() > deadline) return { verdict, books };
    await pause(lookEveryMs);
  }
}
