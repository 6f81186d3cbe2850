import type { DeadLetters, LetterContents } from '../../ports/dead-letters.ts';
import type { Clock } from '../../ports/system.ts';
import { letterEntry } from './letter-entry.ts';

interface Needs {
  readonly letters: Pick<DeadLetters, 'find'>;
  readonly contents: LetterContents;
  readonly clock: Clock;
}

export type Revealed =
  | { readonly kind: 'opened'; readonly content: unknown }
  | { readonly kind: 'closed' }
  | { readonly kind: 'unknown' };

/** What stands in a letter, words and all. The audit log has it before anybody reads it. */
export function revealLetter({ letters, contents, clock }: Needs) {
  return async (id: string, operator: string): Promise<Revealed> => {
    if ((await letters.find(id)) === null) return { kind: 'unknown' };
    return contents.open(id, letterEntry('dead-letter-revealed', id, operator, clock.now()));
  };
}
