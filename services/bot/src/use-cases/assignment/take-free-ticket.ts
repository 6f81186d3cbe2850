import { changeTicket, isOpen, startAssignment, works } from '@desk/domain';
import type { People, Person } from '../../ports/people.ts';
import type { Plan } from '../../ports/plan.ts';
import type { Policy } from '../../ports/system.ts';
import type { StoredTicket, Tickets } from '../../ports/tickets.ts';
import { planOf } from '../compose-plan.ts';
import type { ActionOf } from '../routes.ts';
import { withSpecialist } from '../tickets/find-handling.ts';
import { findRequester } from '../tickets/find-requester.ts';
import type { SignedInTurn } from '../turn.ts';
import { answerOver } from './answer-late-press.ts';
import { answerPress, type PressAnswer } from './answer-press.ts';
import { presentTaken } from './present-taken.ts';
import { hoursOf } from './present-work.ts';
import { tellRequester } from './tell-requester.ts';

interface Needs {
  readonly tickets: Tickets;
  readonly people: People;
  readonly policy: Policy;
}

/** Where it is pressed: below a ticket that was opened from a list. */
const opened = { inList: true } as const;

/** Nobody has it, and this person may: they work in its team, and somebody else asked for it. */
export function mayTakeFree({ id, profile }: Person, { ticket }: Pick<StoredTicket, 'ticket'>): boolean {
  const isFree = ticket.assigneeId === null && !ticket.assignedElsewhere;
  const isThere = ticket.number !== null && isOpen(ticket.status);
  return isFree && isThere && ticket.requesterId !== id && works(profile, ticket.team);
}

/**
 * *Take* on what nobody has: theirs at once, unless somebody was faster. The tracker is told in their own name, and
 * once it agrees, that it is in progress.
 */
export function takeFreeTicket({ tickets, people, policy }: Needs) {
  return async (turn: SignedInTurn, said: ActionOf<'take-free-ticket'>): Promise<Plan> => {
    const { ticketId } = said;
    const { person } = turn;
    const stored = await tickets.findById(ticketId);
    if (stored === null || stored.ticket.number === null || !isOpen(stored.ticket.status)) {
      return answerOver(turn, ticketId);
    }
    const requester = (await findRequester(people, stored.ticket))?.person ?? null;
    if (mayTakeFree(person, stored)) return take(turn, stored, { requester, policy });
    const { number, assigneeId } = stored.ticket;
    const requesterName = requester?.profile.displayName ?? null;
    const answer: PressAnswer =
      assigneeId === person.id
        ? presentTaken(stored, { reader: person, requesterName }, policy)
        : { screen: { kind: 'given-away', number, why: 'somebody-faster' }, rows: [] };
    return planOf({ effects: answerPress(turn, stored.ticket, opened, answer) });
  };
}

function take(
  turn: SignedInTurn,
  stored: StoredTicket,
  { requester, policy }: { readonly requester: Person | null; readonly policy: Policy },
): Plan {
  const { now, person } = turn;
  const { version, ...kept } = stored;
  const outcome = changeTicket(kept.ticket, { kind: 'assigned', personId: person.id }, now);
  if (outcome.kind === 'refused') throw new Error('A ticket that somebody has was taken for free.');

  const { id: ticketId, team, priority } = kept.ticket;
  const personId = person.id;
  const started = startAssignment({ ticketId, personId, priority }, now, hoursOf(policy, team));
  const taken = { ...stored, ticket: outcome.ticket };
  const requesterName = requester?.profile.displayName ?? null;
  return planOf({
    changes: [
      { kind: 'save-ticket', ...kept, ticket: outcome.ticket, expected: version },
      { kind: 'save-assignment', assignment: { ...started, state: 'taken' }, decisionId: null, expected: 0 },
      { kind: 'record-fact', fact: { ticketId, assignedAt: now, firstReactionAt: now } },
      { kind: 'note-waiting', ticketId, reason: null },
    ],
    effects: [
      ...answerPress(turn, taken.ticket, opened, presentTaken(taken, { reader: person, requesterName }, policy)),
      ...tellRequester(requester, taken, withSpecialist(person)),
      {
        ...{ kind: 'assign-in-tracker', ticketId, personId, byPersonId: personId },
        ...{ expectedPersonId: null, remarkId: null, askedAt: null },
      },
    ],
    audit: [
      {
        act: 'ticket-taken',
        actor: { kind: 'person', id: personId },
        on: { kind: 'ticket', id: ticketId },
        outcome: 'done',
        reason: 'unassigned',
        at: now,
      },
    ],
  });
}
