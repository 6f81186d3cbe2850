import { isOpen, supervises, works } from '@desk/domain';
import type { Acquaintance, People } from '../../ports/people.ts';
import type { Plan } from '../../ports/plan.ts';
import type { Policy } from '../../ports/system.ts';
import type { StoredTicket, Tickets } from '../../ports/tickets.ts';
import { answerOver } from '../assignment/answer-late-press.ts';
import { planOf } from '../compose-plan.ts';
import type { ActionOf } from '../routes.ts';
import { asItIs, buttons, press, reply, type View } from '../show-screen.ts';
import { listCard } from '../tickets/list-my-tickets.ts';
import { ticketLine } from '../tickets/present-ticket.ts';
import type { SignedInTurn } from '../turn.ts';
import { refuseAccess } from './supervised-teams.ts';

interface Needs {
  readonly tickets: Tickets;
  readonly people: People;
  readonly policy: Policy;
}

const shownMax = 20;

/** *Pass on*: to whom, of those on shift in the team. */
export function chooseAssignee(needs: Needs) {
  return async (turn: SignedInTurn, { ticketId, below }: ActionOf<'reassign'>): Promise<Plan> => {
    const stored = await needs.tickets.findById(ticketId);
    if (stored === null || stored.ticket.number === null || !isOpen(stored.ticket.status)) {
      return answerOver(turn, ticketId);
    }
    if (!supervises(turn.person.profile, stored.ticket.team))
      return refuseAccess(turn, { kind: 'ticket', id: ticketId });
    const view = await presentChoice(needs, stored);
    return planOf({ effects: [reply(turn, view, listCard(below))] });
  };
}

export async function presentChoice({ people, policy }: Needs, stored: StoredTicket): Promise<View> {
  const staff = await people.listStaff([stored.ticket.team]);
  const able = staff.filter((known) => mayBeGiven(known, stored)).slice(0, shownMax);
  const { id: ticketId } = stored.ticket;
  return {
    screen: {
      kind: 'choose-assignee',
      ticket: ticketLine(stored, policy.catalogue, { withSummary: true }),
      people: able.length,
    },
    keyboard: buttons(
      ...able.map(({ person }) => [
        press({ kind: 'reassign-to', ticketId, personId: person.id }, { label: asItIs(person.profile.displayName) }),
      ]),
      [press({ kind: 'team-list', which: 'oldest', page: 0 }, { caption: 'back' })],
    ),
  };
}

/** On shift in the team, reachable, and neither whoever has it nor whoever asked for it. */
export function mayBeGiven({ person, duty }: Acquaintance, { ticket }: StoredTicket): boolean {
  if (person.id === ticket.assigneeId || person.id === ticket.requesterId) return false;
  if (person.blockedAt !== null || person.detachedAt !== null) return false;
  return duty?.state === 'on-shift' && works(person.profile, ticket.team);
}
