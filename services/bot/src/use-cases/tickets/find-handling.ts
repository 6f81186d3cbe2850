import { isWorking, type NobodyReason, nextWorkingAt } from '@desk/domain';
import type { People, Person } from '../../ports/people.ts';
import type { Policy } from '../../ports/system.ts';
import type { Handling } from '../../ports/ticket-screen.ts';
import type { StoredTicket } from '../../ports/tickets.ts';
import { hoursOf } from '../assignment/present-work.ts';

interface At {
  readonly now: number;
  readonly policy: Policy;
}

/** Who has the ticket or what it waits for, as its requester may know it. */
export async function findHandling(people: People, stored: StoredTicket, at: At): Promise<Handling> {
  const { assigneeId } = stored.ticket;
  const assignee = assigneeId === null ? null : await people.findById(assigneeId);
  return handlingOf(stored, assignee?.person ?? null, at);
}

/** The same where it is known who has it. */
export function handlingOf(stored: StoredTicket, assignee: Person | null, at: At): Handling {
  if (assignee) return withSpecialist(assignee);
  if (stored.ticket.assignedElsewhere) return { kind: 'someone' };
  return stored.waiting === null ? { kind: 'looking' } : whileWaiting(stored.waiting, stored, at);
}

export function withSpecialist({ profile }: Person): Handling {
  return { kind: 'specialist', name: profile.displayName };
}

export function whileWaiting(reason: NobodyReason, { ticket }: StoredTicket, { now, policy }: At): Handling {
  switch (reason) {
    case 'all-at-ceiling':
      return { kind: 'waiting-for-capacity' };
    case 'nobody-on-shift':
    case 'all-excluded': {
      const hours = hoursOf(policy, ticket.team);
      // Within working hours somebody may come at any moment: no time would be right.
      const at = isWorking(hours, now) ? null : nextWorkingAt(hours, now);
      return { kind: 'waiting-for-shift', nextWorkingAt: at };
    }
  }
}
