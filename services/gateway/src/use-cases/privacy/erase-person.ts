import type { PersonRecords } from '../../ports/person-records.ts';
import type { Clock } from '../../ports/system.ts';
import type { PersonCaller } from '../caller.ts';
import { type Refusal, refuse } from '../refusal.ts';

export interface ErasePersonPorts {
  readonly records: PersonRecords;
  readonly clock: Clock;
}

const askAgainSeconds = 30;

/** Whoever asks is erased, sessions first of all: the same token asks nothing more. */
export function erasePerson({ records, clock }: ErasePersonPorts) {
  return async ({
    profile: { employeeId },
  }: Pick<PersonCaller, 'profile'>): Promise<{ readonly kind: 'erased' } | Refusal<'still-working'>> => {
    // The tracker may have it or not: only whoever filed it can bring that to its end.
    if ((await records.countUnfiled(employeeId, clock.now())) > 0) {
      return refuse('still-working', { retryAfterSeconds: askAgainSeconds });
    }
    await records.erase({ employeeId, by: 'self', at: clock.now() });
    return { kind: 'erased' };
  };
}
