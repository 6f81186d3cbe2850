import type { DeadLetters, DroppedLetters } from '../../ports/dead-letters.ts';
import type { Clock } from '../../ports/system.ts';
import { letterEntry } from './letter-entry.ts';

interface Needs {
  readonly letters: DeadLetters;
  readonly clock: Clock;
}

const lettersPerStep = 500;
const stepsMax = 20;

export interface Dropping {
  readonly dropped: readonly string[];
  /** There is more than one command drops. */
  readonly hasMore: boolean;
}

/** Gives letters up for good: what somebody wrote in them is gone with them. */
export function dropLetters({ letters, clock }: Needs) {
  return async (which: DroppedLetters, operator: string): Promise<Dropping> => {
    const dropped: string[] = [];
    for (let step = 1; step <= stepsMax; step += 1) {
      // Each letter has its own entry: the store puts its id in the place of this one.
      const entry = letterEntry('dead-letter-dropped', 'letter', operator, clock.now());
      const ids = await letters.drop(which, entry, lettersPerStep);
      dropped.push(...ids);
      if (ids.length < lettersPerStep) return { dropped, hasMore: false };
    }
    return { dropped, hasMore: true };
  };
}
