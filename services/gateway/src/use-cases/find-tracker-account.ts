import type { DirectoryEntry } from '../ports/directory.ts';
import type { Clock } from '../ports/system.ts';
import type { TrackerAccount, TrackerPeople } from '../ports/tracker.ts';
import type { TrackerAccountBook } from '../ports/tracker-accounts.ts';

export interface FindTrackerAccountPorts {
  readonly accounts: TrackerAccountBook;
  readonly people: TrackerPeople;
  readonly clock: Clock;
}

export type AccountOutcome =
  | { readonly kind: 'found'; readonly account: TrackerAccount }
  | { readonly kind: 'none' }
  | { readonly kind: 'down' };

/** How long it counts that somebody had no account. */
const absenceCountsMs = 60 * 60_000;

/** A person's account in the tracker: what the directory says, else what an earlier search by e-mail found, else a search. */
export function findTrackerAccount({ accounts, people, clock }: FindTrackerAccountPorts) {
  return async (person: Pick<DirectoryEntry, 'employeeId' | 'email' | 'trackerAccount'>): Promise<AccountOutcome> => {
    if (person.trackerAccount !== null) return { kind: 'found', account: person.trackerAccount };

    const known = await accounts.find(person.employeeId);
    if (known?.account) return { kind: 'found', account: known.account };
    if (known && clock.now() - known.lookedUpAt < absenceCountsMs) return { kind: 'none' };
    if (person.email === null) return { kind: 'none' };

    const search = await people.findAccount(person.email);
    if (search.kind !== 'found' && search.kind !== 'none') return { kind: 'down' };
    const account = search.kind === 'found' ? search.account : null;
    await accounts.save(person.employeeId, account, clock.now());
    return account === null ? { kind: 'none' } : { kind: 'found', account };
  };
}

export type FindTrackerAccount = ReturnType<typeof findTrackerAccount>;
