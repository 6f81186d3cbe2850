import { type AuditEntry, changeTicket, type Decision, dueAt, startAssignment } from '@desk/domain';
import type { Acquaintance, Person } from '../../ports/people.ts';
import type { Plan } from '../../ports/plan.ts';
import type { StaffScreen } from '../../ports/staff-screen.ts';
import type { Policy } from '../../ports/system.ts';
import type { StoredTicket } from '../../ports/tickets.ts';
import { planOf } from '../compose-plan.ts';
import { tell } from '../show-screen.ts';
import { withSpecialist } from '../tickets/find-handling.ts';
import { assignedView, hoursOf, workCard } from './present-work.ts';
import { tellRequester } from './tell-requester.ts';

export interface Giving {
  readonly stored: StoredTicket;
  readonly to: Acquaintance;
  readonly requester: Person | null;
  readonly why: Extract<StaffScreen, { readonly kind: 'assigned-to-you' }>['why'];
  /** The index's choice under its id; null where a supervisor chose. */
  readonly chosen: { readonly id: string; readonly decision: Decision } | null;
  /** The supervisor, whose token decides in the tracker; null: the desk itself. */
  readonly byPersonId: string | null;
  /** Their note to it; null: none. */
  readonly remarkId: string | null;
}

/**
 * Reserves a ticket for a specialist, tells them and its requester, and sends the word on to the tracker. What stood
 * before is the caller's to end in the same plan.
 */
export function giveTicket(
  { stored, to, requester, why, chosen, byPersonId, remarkId }: Giving,
  { now, policy }: { readonly now: number; readonly policy: Policy },
): Plan {
  const { version, ...kept } = stored;
  const personId = to.person.id;
  const outcome = changeTicket(kept.ticket, { kind: 'assigned', personId }, now);
  if (outcome.kind === 'refused') throw new Error('A ticket was given to whoever has it already.');

  const { id: ticketId, team, priority } = kept.ticket;
  const assignment = startAssignment({ ticketId, personId, priority }, now, hoursOf(policy, team));
  const due = dueAt(assignment);
  const given = { ...stored, ticket: outcome.ticket };
  const view = assignedView(given, to, { requester, why, reactBy: assignment.remindAt, now, policy });
  return planOf({
    changes: [
      { kind: 'save-ticket', ...kept, ticket: outcome.ticket, expected: version },
      { kind: 'save-assignment', assignment, decisionId: chosen?.id ?? null, expected: 0 },
      ...(chosen ? [{ kind: 'store-decision', ticketId, ...chosen } as const] : []),
      { kind: 'record-fact', fact: { ticketId, assignedAt: now } },
      { kind: 'note-waiting', ticketId, reason: null },
    ],
    effects: [
      ...tell(to.person, view, workCard({ id: ticketId }, 'below')),
      ...tellRequester(requester, given, withSpecialist(to.person)),
      {
        ...{ kind: 'assign-in-tracker', ticketId, personId, byPersonId, remarkId, askedAt: null },
        expectedPersonId: kept.ticket.assigneeId,
      },
    ],
    audit: [assigned(ticketId, personId, byPersonId, now)],
    jobs: due === null ? [] : [{ queue: 'timers', timer: 'first-reaction', ticketId, dueAt: due }],
  });
}

function assigned(ticketId: string, personId: string, byPersonId: string | null, at: number): AuditEntry {
  return {
    act: byPersonId === null ? 'ticket-assigned' : 'ticket-reassigned',
    actor: byPersonId === null ? { kind: 'service' } : { kind: 'person', id: byPersonId },
    on: { kind: 'ticket', id: ticketId },
    outcome: 'done',
    reason: `to-${personId}`,
    at,
  };
}
