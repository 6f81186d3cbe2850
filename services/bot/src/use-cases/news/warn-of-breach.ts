import { isOpen } from '@desk/domain';
import type { People } from '../../ports/people.ts';
import type { Effect, Ledger } from '../../ports/plan.ts';
import type { Clock, Policy } from '../../ports/system.ts';
import type { StoredTicket, Tickets } from '../../ports/tickets.ts';
import { trackerLink, workLine } from '../assignment/present-work.ts';
import { tellSupervisors } from '../assignment/tell-supervisors.ts';
import { commitDecision } from '../commit-decision.ts';
import { planOf } from '../compose-plan.ts';
import { buttons, press, tell } from '../show-screen.ts';

/** So long before a promise breaks somebody is told. */
export const breachWarningMs = 30 * 60_000;

interface Needs {
  readonly tickets: Tickets;
  readonly people: People;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly policy: Policy;
}

/** The job that tells, once for each promise about to break, whoever works on the ticket; else its supervisors. */
export function warnOfBreach(needs: Needs) {
  return (ticketId: string): Promise<'committed' | 'overtaken' | 'fenced'> =>
    commitDecision(needs.ledger, { kind: 'job', name: 'sla-warning' }, async () => {
      const stored = await needs.tickets.findById(ticketId);
      const dueAt = stored?.slaDueAt ?? null;
      if (stored === null || dueAt === null || !isDue(stored, dueAt, needs.clock.now())) return planOf();
      return planOf({
        changes: [{ kind: 'note-told', ticketId, what: 'breach', about: dueAt }],
        effects: await tellOf(needs, stored, dueAt),
      });
    });
}

function isDue({ ticket, slaToldFor }: StoredTicket, dueAt: number, now: number): boolean {
  return isOpen(ticket.status) && slaToldFor !== dueAt && dueAt - now <= breachWarningMs;
}

async function tellOf(
  { people, clock, policy }: Needs,
  stored: StoredTicket,
  dueAt: number,
): Promise<readonly Effect[]> {
  const now = clock.now();
  const { assigneeId, team, id: ticketId } = stored.ticket;
  const assignee = assigneeId === null ? null : await people.findById(assigneeId);
  if (assignee === null) {
    const news = { what: 'sla-near', assigneeName: null } as const;
    return tellSupervisors(await people.listStaff([team]), stored, news, { now, policy });
  }
  const view = {
    screen: { kind: 'breach-near', ticket: workLine(stored, assignee, now, policy), dueAt },
    keyboard: buttons([press({ kind: 'open-ticket', ticketId, below: true }), ...trackerLink(stored)]),
    about: ticketId,
  } as const;
  // In a message of its own: *Take* may still stand on the card.
  return tell(assignee.person, view);
}
