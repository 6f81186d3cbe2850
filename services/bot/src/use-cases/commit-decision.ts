import type { Cause, Ledger, Plan } from '../ports/plan.ts';

/** A lost race is run again from load; after so many the cause counts as failed and comes back later. */
export const runsMax = 5;

/** Loads, decides and stores until nobody was faster. `decide` reads everything anew each time. */
export async function commitDecision(
  ledger: Ledger,
  cause: Cause,
  decide: () => Promise<Plan>,
): Promise<'committed' | 'overtaken' | 'fenced'> {
  for (let run = 1; run <= runsMax; run += 1) {
    const stored = await ledger.commit(await decide(), cause);
    if (stored !== 'overtaken') return stored;
  }
  return 'overtaken';
}
