import type { DeadLetter, DeadLetters } from '../../ports/dead-letters.ts';
import type { Clock } from '../../ports/system.ts';
import { judgeResending, type ResendVerdict } from './judge-resending.ts';
import { letterEntry } from './letter-entry.ts';

export type ResendOutcome = { readonly id: string } & (
  | { readonly kind: 'resent' }
  | { readonly kind: 'unknown' }
  | Exclude<ResendVerdict, { readonly kind: 'free' }>
);

interface Resending {
  readonly operator: string;
  /** What is doubtful is sent all the same. */
  readonly evenIfDoubtful: boolean;
}

interface Needs {
  readonly letters: DeadLetters;
  readonly clock: Clock;
}

/** Puts letters back, in the order in which they came first. Whoever works their lanes finds them within a second. */
export function resendLetters({ letters, clock }: Needs) {
  return async (ids: readonly string[], resending: Resending): Promise<readonly ResendOutcome[]> => {
    const named = await Promise.all(ids.map(async (id) => ({ id, letter: await letters.find(id) })));
    const outcomes: ResendOutcome[] = [];
    for (const { id, letter } of named.toSorted(byArrival)) {
      outcomes.push(letter === null ? { id, kind: 'unknown' } : await resend(letter));
    }
    return outcomes;

    async function resend(letter: DeadLetter): Promise<ResendOutcome> {
      const { id } = letter;
      const now = clock.now();
      const verdict = judgeResending(letter, now);
      const isHeld = verdict.kind === 'pointless' || (verdict.kind === 'doubtful' && !resending.evenIfDoubtful);
      if (isHeld) return { id, ...verdict };
      const entry = letterEntry('dead-letter-resent', id, resending.operator, now);
      return { id, kind: (await letters.resend(letter, entry)) === 'resent' ? 'resent' : 'unknown' };
    }
  };
}

interface Named {
  readonly letter: DeadLetter | null;
}

function byArrival(one: Named, another: Named): number {
  return (one.letter?.cameAt ?? 0) - (another.letter?.cameAt ?? 0);
}
