import { type AuditEntry, isOpen, startConsultation, type Ticket } from '@desk/domain';
import type { WaitLines } from '../../ports/consultation-board.ts';
import type { ConsultationScreen } from '../../ports/consultation-screen.ts';
import type { Consultations, StoredConsultation } from '../../ports/consultations.ts';
import type { People } from '../../ports/people.ts';
import type { Plan } from '../../ports/plan.ts';
import type { Keyboard } from '../../ports/screen.ts';
import type { Ids, Policy } from '../../ports/system.ts';
import type { Tickets } from '../../ports/tickets.ts';
import { planOf } from '../compose-plan.ts';
import { tellConnected } from '../dialogue/present-dialogue.ts';
import type { ActionOf } from '../routes.ts';
import { notice, reply } from '../show-screen.ts';
import type { SignedInTurn } from '../turn.ts';
import { isOver } from './is-over.ts';
import { answerWays, lineCard, lineWays } from './line-card.ts';
import { waitingScreen } from './waiting-screen.ts';

export interface RequestNeeds {
  readonly tickets: Tickets;
  readonly consultations: Consultations;
  readonly people: People;
  readonly waitLines: WaitLines;
  readonly ids: Ids;
  readonly policy: Policy;
}

/** More than anybody has at a time. */
const ownMax = 10;

/**
 * *Contact a specialist online*, on a ticket of one's own. One request for each person at a time: a second press leads
 * to the first.
 */
export function requestConsultation(needs: RequestNeeds) {
  return async (turn: SignedInTurn, { ticketId }: ActionOf<'request-consultation'>): Promise<Plan> => {
    const stored = await needs.tickets.findById(ticketId);
    if (stored === null || !mayAsk(turn, stored.ticket)) {
      return planOf({ effects: [notice(turn, { kind: 'stale-button' })] });
    }
    const standing = await findStanding(needs, turn);
    return standing === null ? planRequest(needs, turn, stored.ticket) : pointTo(needs, turn, standing);
  };
}

/** A request of whoever asked for a ticket, also where the tracker does not have it yet. */
export async function planRequest(
  { waitLines, ids }: Pick<RequestNeeds, 'waitLines' | 'ids'>,
  turn: SignedInTurn,
  ticket: Ticket,
): Promise<Plan> {
  const { id: ticketId, team, priority, requestType } = ticket;
  const consultation = startConsultation(
    { id: ids.next(), ticketId, employeeId: turn.person.id, team, priority },
    turn.now,
  );
  const { id: consultationId } = consultation;
  const isAway = (await waitLines.read(team, 1)) === 'away';
  const screen: ConsultationScreen = {
    ...{ kind: 'waiting-in-line', number: ticket.number, reason: isAway ? 'search-delayed' : null },
    ...{ place: 1, range: null, wentAhead: null, nextWorkingAt: null },
  };
  return planOf({
    changes: [
      { kind: 'save-consultation', consultation, dueAt: null, expected: 0 },
      {
        kind: 'record-consultation',
        record: { consultationId, ticketId, requestType, team, priority, requestedAt: turn.now },
      },
    ],
    effects: [
      reply(turn, { screen, keyboard: lineWays(consultation), about: ticketId }, lineCard(consultation, 'below')),
      { kind: 'open-consultation', ticketId, consultationId, askedAt: null },
    ],
    audit: [requested(turn, consultationId)],
    jobs: [{ queue: 'consult', team, consultationId }],
  });
}

/** What the tracker refused has to be mended first. */
function mayAsk({ person }: SignedInTurn, { requesterId, status, filing }: Ticket): boolean {
  return requesterId === person.id && isOpen(status) && filing !== 'refused';
}

export async function findStanding(
  { consultations }: Pick<RequestNeeds, 'consultations'>,
  { person }: SignedInTurn,
): Promise<StoredConsultation | null> {
  const concerned = await consultations.listConcerning({ kind: 'person', id: person.id }, ownMax);
  return concerned.find(({ consultation }) => consultation.employeeId === person.id && !isOver(consultation)) ?? null;
}

/** Where it stands, at the bottom of the chat, with what can be done. */
export async function pointTo(
  { tickets, people, policy }: Pick<RequestNeeds, 'tickets' | 'people' | 'policy'>,
  turn: SignedInTurn,
  { consultation, shown }: StoredConsultation,
): Promise<Plan> {
  const { ticketId } = consultation;
  const number = (await tickets.findById(ticketId))?.ticket.number ?? null;
  const below = (screen: ConsultationScreen, keyboard: Keyboard) =>
    planOf({ effects: [reply(turn, { screen, keyboard, about: ticketId }, lineCard(consultation, 'below'))] });
  switch (consultation.state) {
    case 'active':
    case 'transferring': {
      const specialist = await people.findById(consultation.dialogue.specialistId);
      const name = specialist?.person.profile.displayName ?? '';
      const effects = tellConnected(turn.person, { consultation, number }, { side: 'employee', name, dialogues: 1 });
      return planOf({ effects });
    }
    case 'callback': {
      const kind = consultation.calledAt === null ? 'callback-kept' : 'somebody-there';
      return below({ kind, number, until: consultation.expiresAt }, answerWays(consultation));
    }
    case 'waiting': {
      const at = { number, wentAhead: null, now: turn.now, policy };
      if (shown === null) return below({ kind: 'already-in-line', number }, lineWays(consultation));
      return below(waitingScreen(consultation, shown, at), lineWays(consultation, shown.reason));
    }
    default:
      return below({ kind: 'already-in-line', number }, lineWays(consultation));
  }
}

function requested({ person, now }: SignedInTurn, id: string): AuditEntry {
  return {
    act: 'consultation-requested',
    actor: { kind: 'person', id: person.id },
    on: { kind: 'consultation', id },
    outcome: 'done',
    reason: null,
    at: now,
  };
}
