import { type AuditEntry, changeTicket, isOpen, startAssignment, works } from '@desk/domain';
import type { Consultations } from '../../ports/consultations.ts';
import type { Acquaintance, People } from '../../ports/people.ts';
import type { Plan } from '../../ports/plan.ts';
import type { Policy } from '../../ports/system.ts';
import type { Assignments } from '../../ports/team-board.ts';
import type { StoredTicket, Tickets } from '../../ports/tickets.ts';
import { endAssignment } from '../assignment/end-assignment.ts';
import { hoursOf, trackerLink, workCard } from '../assignment/present-work.ts';
import { tellRequester } from '../assignment/tell-requester.ts';
import { joinPlans, planOf } from '../compose-plan.ts';
import type { ActionOf } from '../routes.ts';
import { buttons, notice, press, reply, tell } from '../show-screen.ts';
import { withSpecialist } from '../tickets/find-handling.ts';
import { findRequester } from '../tickets/find-requester.ts';
import type { SignedInTurn } from '../turn.ts';
import { takeOverCardName } from './tell-specialist.ts';

interface Needs {
  readonly tickets: Tickets;
  readonly people: People;
  readonly assignments: Assignments;
  readonly consultations: Consultations;
  readonly policy: Policy;
}

/**
 * *Take it over*, after a consultation on a ticket that a colleague has, or nobody. The tracker is told in their own
 * name: having been consulted is what lets them.
 */
export function takeOverTicket(needs: Needs) {
  return async (turn: SignedInTurn, said: ActionOf<'take-over-ticket'>): Promise<Plan> => {
    const { ticketId, consultationId } = said;
    const [stored, consulted] = await Promise.all([
      needs.tickets.findById(ticketId),
      needs.consultations.findById(consultationId),
    ]);
    const isTheirs = consulted?.consultation.ticketId === ticketId && wasIn(consulted.consultation, turn);
    if (stored === null || stored.ticket.number === null || !isOpen(stored.ticket.status) || !isTheirs) {
      return planOf({ effects: [notice(turn, { kind: 'stale-button' })] });
    }
    if (!works(turn.person.profile, stored.ticket.team))
      return planOf({ effects: [notice(turn, { kind: 'not-for-you' })] });
    if (stored.ticket.assigneeId === turn.person.id) return planOf({ effects: [showTaken(turn, stored)] });
    return take(needs, turn, stored);
  };
}

function wasIn({ participants }: { readonly participants: readonly string[] }, { person }: SignedInTurn): boolean {
  return participants.includes(person.id);
}

async function take(needs: Needs, turn: SignedInTurn, stored: StoredTicket): Promise<Plan> {
  const { person, now } = turn;
  const { version, ...kept } = stored;
  const outcome = changeTicket(kept.ticket, { kind: 'assigned', personId: person.id }, now);
  if (outcome.kind === 'refused') return planOf({ effects: [showTaken(turn, stored)] });
  const { id: ticketId, team, priority, status, assigneeId } = kept.ticket;
  const assignment = startAssignment({ ticketId, personId: person.id, priority }, now, hoursOf(needs.policy, team));
  const given = { ...stored, ticket: outcome.ticket };
  const requester = await findRequester(needs.people, kept.ticket);
  const holder = assigneeId === null ? null : await needs.people.findById(assigneeId);
  return joinPlans(
    planOf({
      changes: await endAssignment(needs.assignments, stored, needs.policy, now),
      effects: tellHolder(holder, stored),
    }),
    planOf({
      changes: [
        { kind: 'save-ticket', ...kept, ticket: outcome.ticket, expected: version },
        { kind: 'save-assignment', assignment: { ...assignment, state: 'taken' }, decisionId: null, expected: 0 },
        { kind: 'record-fact', fact: { ticketId, assignedAt: now, firstReactionAt: now } },
        { kind: 'note-waiting', ticketId, reason: null },
      ],
      effects: [
        showTaken(turn, given),
        ...tellRequester(requester?.person ?? null, given, withSpecialist(person)),
        {
          ...{ kind: 'assign-in-tracker', ticketId, personId: person.id, expectedPersonId: assigneeId },
          ...{ byPersonId: person.id, remarkId: null, askedAt: null },
        },
        ...(status === 'new'
          ? [{ kind: 'move-in-tracker', ticketId, to: 'in-progress', byPersonId: person.id, askedAt: null } as const]
          : []),
      ],
      audit: [taken(turn, ticketId)],
    }),
  );
}

function tellHolder(holder: Acquaintance | null, { ticket }: StoredTicket) {
  if (holder === null || ticket.number === null) return [];
  const screen = { kind: 'given-away', number: ticket.number, why: 'not-assigned-any-more' } as const;
  return tell(holder.person, { screen, keyboard: null }, workCard(ticket, 'below'));
}

function showTaken(turn: SignedInTurn, stored: StoredTicket) {
  const { id: ticketId, number } = stored.ticket;
  const keyboard = buttons([press({ kind: 'open-ticket', ticketId, below: true }), ...trackerLink(stored)]);
  const view = { screen: { kind: 'taken-over', number }, keyboard, about: ticketId } as const;
  return reply(turn, view, { kind: 'card', card: takeOverCardName(ticketId) });
}

function taken({ person, now }: SignedInTurn, id: string): AuditEntry {
  return {
    act: 'ticket-reassigned',
    actor: { kind: 'person', id: person.id },
    on: { kind: 'ticket', id },
    outcome: 'done',
    reason: 'after-consultation',
    at: now,
  };
}
