import { isOpen, supervises } from '@desk/domain';
import type { Acquaintance, People } from '../../ports/people.ts';
import type { Plan } from '../../ports/plan.ts';
import type { Policy } from '../../ports/system.ts';
import type { Assignments } from '../../ports/team-board.ts';
import type { StoredTicket, Tickets } from '../../ports/tickets.ts';
import { answerOver } from '../assignment/answer-late-press.ts';
import { endAssignment } from '../assignment/end-assignment.ts';
import { giveTicket } from '../assignment/give-ticket.ts';
import { workCard } from '../assignment/present-work.ts';
import { joinPlans, planOf } from '../compose-plan.ts';
import type { ActionOf } from '../routes.ts';
import { buttons, press, reply, tell } from '../show-screen.ts';
import { findRequester } from '../tickets/find-requester.ts';
import { listCard } from '../tickets/list-my-tickets.ts';
import type { SignedInTurn } from '../turn.ts';
import { mayBeGiven, presentChoice } from './choose-assignee.ts';
import { refuseAccess } from './supervised-teams.ts';

interface Needs {
  readonly tickets: Tickets;
  readonly assignments: Assignments;
  readonly people: People;
  readonly policy: Policy;
}

/** A supervisor gives a ticket of their team to someone else. The tracker is told in the supervisor's own name. */
export function reassignTicket(needs: Needs) {
  return async (turn: SignedInTurn, { ticketId, personId }: ActionOf<'reassign-to'>): Promise<Plan> => {
    const stored = await needs.tickets.findById(ticketId);
    if (stored === null || stored.ticket.number === null || !isOpen(stored.ticket.status)) {
      return answerOver(turn, ticketId);
    }
    if (!supervises(turn.person.profile, stored.ticket.team))
      return refuseAccess(turn, { kind: 'ticket', id: ticketId });

    const to = await needs.people.findById(personId);
    if (to !== null && stored.ticket.assigneeId === personId) return planOf({ effects: [confirm(turn, stored, to)] });
    if (to === null || !mayBeGiven(to, stored)) {
      // Off shift by now, or of another team: who there is instead.
      return planOf({ effects: [reply(turn, await presentChoice(needs, stored), listCard(false))] });
    }
    return give(needs, turn, stored, to);
  };
}

async function give(needs: Needs, turn: SignedInTurn, stored: StoredTicket, to: Acquaintance): Promise<Plan> {
  const { people, policy } = needs;
  const { now, person } = turn;
  const { id, assigneeId, number } = stored.ticket;
  const requester = (await findRequester(people, stored.ticket))?.person ?? null;
  const holder = assigneeId === null ? null : await people.findById(assigneeId);
  const screen = { kind: 'given-away', number: number ?? '', why: 'supervisor' } as const;
  return joinPlans(
    planOf({
      changes: await endAssignment(needs.assignments, stored, needs.policy, now),
      effects: holder ? tell(holder.person, { screen, keyboard: null }, workCard({ id }, 'below')) : [],
    }),
    giveTicket(
      { stored, to, requester, why: 'supervisor', chosen: null, byPersonId: person.id, remarkId: null },
      { now, policy },
    ),
    planOf({ effects: [confirm(turn, stored, to)] }),
  );
}

function confirm(turn: SignedInTurn, { ticket }: StoredTicket, to: Acquaintance) {
  const screen = { kind: 'reassigned', number: ticket.number ?? '', name: to.person.profile.displayName } as const;
  const back = press({ kind: 'team-list', which: 'oldest', page: 0 }, { caption: 'back' });
  return reply(turn, { screen, keyboard: buttons([back]) }, listCard(false));
}
