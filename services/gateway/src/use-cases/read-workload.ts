import type { Directory } from '../ports/directory.ts';
import type { TicketReader } from '../ports/tracker.ts';
import type { FindTrackerAccount } from './find-tracker-account.ts';
import { type Refusal, refuse } from './refusal.ts';
import { refuseTrouble } from './refuse-trouble.ts';

export interface ReadWorkloadPorts {
  readonly directory: Directory;
  readonly reader: TicketReader;
  readonly findAccount: FindTrackerAccount;
}

export type ReadWorkloadOutcome =
  | {
      readonly kind: 'read';
      readonly people: { readonly employeeId: string; readonly active: number }[];
      /** Everybody who works in the team. */
      readonly members: string[];
    }
  | Refusal<'tracker-down' | 'directory-down'>;

/** Open tickets of everyone in a team. Whoever has no account in the tracker cannot be assigned, and is left out. */
export function readWorkload({ directory, reader, findAccount }: ReadWorkloadPorts) {
  return async (team: string): Promise<ReadWorkloadOutcome> => {
    const listed = await directory.listTeam(team);
    if (listed.kind === 'down') return refuse('directory-down', { retryAfterSeconds: 30 });

    const members = listed.entries.map(({ employeeId }) => employeeId);
    const accounts = new Map<string, string>();
    for (const entry of listed.entries) {
      const found = await findAccount(entry);
      if (found.kind === 'down') return refuse('tracker-down', { retryAfterSeconds: 10 });
      if (found.kind === 'found') accounts.set(entry.employeeId, found.account);
    }
    if (accounts.size === 0) return { kind: 'read', people: [], members };
    const counted = await reader.countOpen([...accounts.values()]);
    if (counted.kind !== 'counted') {
      const { retryAfterSeconds = 10 } = refuseTrouble(counted);
      return refuse('tracker-down', { retryAfterSeconds });
    }
    const people = [...accounts].map(([employeeId, account]) => ({
      employeeId,
      active: counted.open.get(account) ?? 0,
    }));
    return { kind: 'read', people, members };
  };
}
