import type { TicketState } from '@desk/contract';
import type { Directory } from '../ports/directory.ts';
import type { Clock } from '../ports/system.ts';
import type { TrackerAccount, TrackerTicket } from '../ports/tracker.ts';
import type { TrackerAccountBook } from '../ports/tracker-accounts.ts';

export interface PresentTicketPorts {
  readonly directory: Directory;
  readonly accounts: TrackerAccountBook;
  readonly clock: Clock;
}

const employeeIdCharactersMax = 100;
const rememberedMax = 10_000;

/**
 * A ticket of the tracker in the contract's words. Its holder becomes an employee; one the directory does not know
 * stays an opaque `tracker:` id, so that nobody takes a ticket that somebody has for free. While the directory is down
 * those it named before are remembered; of anyone else nothing is said.
 */
export function presentTicket({ directory, accounts, clock }: PresentTicketPorts) {
  /** What the account book is known to hold: it is written when something is new, not on every ticket. */
  const remembered = new Map<TrackerAccount, string>();

  return async (ticket: TrackerTicket): Promise<TicketState> => {
    const { number, reference, status, priority, requestType, createdAt, changedAt, url } = ticket;
    const assignee = ticket.assignee === null ? null : await holderOf(ticket.assignee);
    return { number, reference, status, priority, requestType, assignee, createdAt, changedAt, url };
  };

  async function holderOf(account: TrackerAccount): Promise<string | null> {
    const found = await directory.findByTrackerAccount(account);
    if (found.kind === 'found') {
      await remember(account, found.entry.employeeId);
      return found.entry.employeeId;
    }
    const known = await accounts.findEmployee(account);
    if (known !== null || found.kind === 'down') return known;
    return `tracker:${account}`.slice(0, employeeIdCharactersMax);
  }

  async function remember(account: TrackerAccount, employeeId: string): Promise<void> {
    if (remembered.get(account) === employeeId) return;
    if (remembered.size >= rememberedMax) remembered.clear();
    remembered.set(account, employeeId);
    if ((await accounts.findEmployee(account)) !== employeeId) await accounts.save(employeeId, account, clock.now());
  }
}

export type PresentTicket = ReturnType<typeof presentTicket>;
