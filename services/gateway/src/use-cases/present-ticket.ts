import type { TicketState } from '@desk/contract';
import type { Directory } from '../ports/directory.ts';
import type { TrackerAccount, TrackerTicket } from '../ports/tracker.ts';
import type { TrackerAccountBook } from '../ports/tracker-accounts.ts';

export interface PresentTicketPorts {
  readonly directory: Directory;
  readonly accounts: TrackerAccountBook;
}

/** A ticket of the tracker in the contract's words: the assignee becomes an employee, or null where it is none of ours. */
export function presentTicket({ directory, accounts }: PresentTicketPorts) {
  return async (ticket: TrackerTicket): Promise<TicketState> => {
    const { number, reference, status, priority, requestType, createdAt, changedAt, url } = ticket;
    const assignee = ticket.assignee === null ? null : await employeeOf(ticket.assignee);
    return { number, reference, status, priority, requestType, assignee, createdAt, changedAt, url };
  };

  async function employeeOf(account: TrackerAccount): Promise<string | null> {
    const found = await directory.findByTrackerAccount(account);
    return found.kind === 'found' ? found.entry.employeeId : accounts.findEmployee(account);
  }
}

export type PresentTicket = ReturnType<typeof presentTicket>;
