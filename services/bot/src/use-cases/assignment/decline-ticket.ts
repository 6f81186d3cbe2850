import { advanceAssignment, isOpen } from '@desk/domain';
import type { People } from '../../ports/people.ts';
import type { Plan } from '../../ports/plan.ts';
import type { Policy } from '../../ports/system.ts';
import type { Assignments, StoredAssignment } from '../../ports/team-board.ts';
import type { StoredTicket, Tickets } from '../../ports/tickets.ts';
import { joinPlans, planOf } from '../compose-plan.ts';
import type { ActionOf } from '../routes.ts';
import { notice } from '../show-screen.ts';
import type { SignedInTurn } from '../turn.ts';
import { answerNotYours, answerOver } from './answer-late-press.ts';
import { answerPress } from './answer-press.ts';
import { hoursOf, takeRows } from './present-work.ts';
import { tellSupervisors } from './tell-supervisors.ts';

interface Needs {
  readonly tickets: Tickets;
  readonly assignments: Assignments;
  readonly people: People;
  readonly policy: Policy;
}

/**
 * *Not mine*: the next one is looked for, and until there is somebody the ticket stays where it is. What a supervisor
 * gave, a supervisor passes on: they are told.
 */
export function declineTicket(needs: Needs) {
  return async (turn: SignedInTurn, said: ActionOf<'decline-ticket'>): Promise<Plan> => {
    const { ticketId } = said;
    const stored = await needs.tickets.findById(ticketId);
    if (stored === null || !isOpen(stored.ticket.status)) return answerOver(turn, ticketId);
    const latest = await needs.assignments.findLatest(ticketId);
    const isTheirs = stored.ticket.assigneeId === turn.person.id && latest?.assignment.personId === turn.person.id;
    if (!isTheirs) return answerNotYours(turn, stored.ticket, said);

    const event = { kind: 'declined', by: turn.person.id } as const;
    const hours = hoursOf(needs.policy, stored.ticket.team);
    const outcome = advanceAssignment(latest.assignment, event, turn.now, hours);
    // A second tap, or one after *Take*: the card says how it stands.
    if (outcome.kind === 'refused') return planOf({ effects: [notice(turn, { kind: 'stale-button' })] });
    const declined = planDeclined(turn, { ...latest, assignment: outcome.assignment });
    const next = latest.decisionId === null ? stay(needs, turn, stored, said) : passOn(turn, stored, said);
    return joinPlans(declined, await next);
  };
}

function planDeclined({ person, now }: SignedInTurn, { assignment, decisionId, version }: StoredAssignment): Plan {
  return planOf({
    changes: [{ kind: 'save-assignment', assignment, decisionId, expected: version }],
    audit: [
      {
        act: 'assignment-declined',
        actor: { kind: 'person', id: person.id },
        on: { kind: 'ticket', id: assignment.ticketId },
        outcome: 'done',
        reason: null,
        at: now,
      },
    ],
  });
}

async function passOn(turn: SignedInTurn, { ticket }: StoredTicket, said: ActionOf<'decline-ticket'>): Promise<Plan> {
  const { id: ticketId, number, team } = ticket;
  const screen = { kind: 'passing-on', number: number ?? '' } as const;
  return planOf({
    effects: answerPress(turn, ticket, said, { screen, rows: [] }),
    jobs: [{ queue: 'assign', ticketId, team }],
  });
}

async function stay(
  { people, policy }: Needs,
  turn: SignedInTurn,
  stored: StoredTicket,
  said: ActionOf<'decline-ticket'>,
): Promise<Plan> {
  const { number, team } = stored.ticket;
  const screen = { kind: 'nobody-else', number: number ?? '', why: 'supervisor' } as const;
  const news = { what: 'declined', assigneeName: turn.person.profile.displayName } as const;
  const staff = await people.listStaff([team]);
  return planOf({
    effects: [
      ...answerPress(turn, stored.ticket, said, { screen, rows: takeRows(stored, said) }),
      ...tellSupervisors(staff, stored, news, { now: turn.now, policy }),
    ],
  });
}
