import { isOpen, otherTypeId, type Ticket } from '@desk/domain';
import type { ChatMessages } from '../../ports/consultations.ts';
import type { Cursors } from '../../ports/cursors.ts';
import type { TicketReading, TicketState } from '../../ports/gateway-desk.ts';
import type { Acquaintance, People } from '../../ports/people.ts';
import type { Change, Plan, ShowEffect } from '../../ports/plan.ts';
import type { Clock, Ids, Policy } from '../../ports/system.ts';
import type { TicketComments } from '../../ports/ticket-comments.ts';
import type { StoredTicket } from '../../ports/tickets.ts';
import { joinPlans, planOf } from '../compose-plan.ts';
import { ticketCard } from '../filing/ticket-card.ts';
import { isSilent } from '../news/comment-card.ts';
import { findFirstStart } from '../news/first-start.ts';
import { newsButtons } from '../news/news-buttons.ts';
import { planComments } from '../news/plan-comments.ts';
import { findLostWindow, isOfWindow } from '../restore/lost-window.ts';
import { tell } from '../show-screen.ts';
import { findHandling } from './find-handling.ts';
import { findTrackerAssignee, takeOverState } from './take-over-state.ts';

interface Needs {
  readonly people: People;
  readonly comments: TicketComments;
  readonly chatMessages: ChatMessages;
  readonly cursors: Cursors;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly policy: Policy;
}

/**
 * A ticket born in the tracker, by the portal or by phone: it appears for whoever asked, now or at their first sign-in,
 * and enters assignment where nobody has it. Its words stay in the tracker. What was over before this desk first
 * looked is nobody's news.
 */
export async function planAdoption(needs: Needs, { state, marks }: TicketReading): Promise<Plan> {
  const firstStart = await findFirstStart(needs.cursors);
  const isOld = firstStart !== null && state.changedAt < firstStart;
  if (isOld && !isOpen(state.status)) return planOf();
  if (state.reference !== null && !(await wasForgotten(needs, state))) return planOf();
  const requester =
    state.requesterEmployeeId === null ? null : await needs.people.findByEmployeeId(state.requesterEmployeeId);
  const adopted = await adopt(needs, state, requester);
  const isYoung = firstStart === null || state.createdAt >= firstStart;
  return joinPlans(
    adopted.plan,
    marks ? await planComments(needs)(adopted.stored, marks) : planOf(),
    planOf({ effects: requester && isYoung ? await tellRequester(needs, requester, adopted.stored) : [] }),
  );
}

/** Filed here, in what a restored database does not remember: it comes back under its old id. */
async function wasForgotten({ cursors }: Needs, { createdAt }: TicketState): Promise<boolean> {
  return isOfWindow(createdAt, await findLostWindow(cursors));
}

async function adopt(
  { people, clock, ids }: Needs,
  state: TicketState,
  requester: Acquaintance | null,
): Promise<{ readonly stored: StoredTicket; readonly plan: Plan }> {
  const assignee = await findTrackerAssignee(people, state);
  const requesterId = requester?.person.id ?? null;
  const { ticket } = takeOverState(newborn(ids, state, requesterId), state, state.changedAt, assignee);
  const { id, requestType, team, priority, createdAt } = ticket;
  const known = { grant: null, url: state.url, trackerChangedAt: state.changedAt };
  const fact = { ticketId: id, requestType, team, priority, createdAt };
  const moments = isOpen(ticket.status) ? {} : { resolvedAt: state.changedAt };
  const awaited: readonly Change[] =
    requesterId === null && state.requesterEmployeeId !== null
      ? [{ kind: 'await-requester', ticketId: id, employeeId: state.requesterEmployeeId }]
      : [];
  const isNobodys = isOpen(ticket.status) && assignee.kind === 'unsaid';
  const around = { trackerReadAt: null, slaDueAt: null, slaToldFor: null, closedAt: null, waiting: null };
  return {
    stored: { ticket, ...known, ...around, version: 0 },
    plan: planOf({
      changes: [
        { kind: 'save-ticket', ticket, ...known, expected: 0 },
        ...awaited,
        { kind: 'record-fact', fact: { ...fact, ...moments } },
      ],
      audit: [
        {
          ...{ act: 'ticket-adopted', actor: { kind: 'service' }, on: { kind: 'ticket', id } },
          ...{ outcome: 'done', reason: state.number, at: clock.now() },
        },
      ],
      jobs: isNobodys ? [{ queue: 'assign', ticketId: id, team }] : [],
    }),
  };
}

/** One id for one number, whoever hears of it first. A type that the catalogue does not have is shown as *other*. */
function newborn(ids: Ids, state: TicketState, requesterId: string | null): Ticket {
  const { number, reference, priority, status, team, createdAt, changedAt } = state;
  return {
    ...{ id: reference ?? ids.derive('adopted', number), number: null, requesterId },
    ...{ requestType: state.requestType ?? otherTypeId, team, status, priority, summary: '' },
    ...{ assigneeId: null, assignedElsewhere: false, createdAt, changedAt, filing: 'accepted' },
  };
}

async function tellRequester(
  { people, clock, policy }: Needs,
  requester: Acquaintance,
  stored: StoredTicket,
): Promise<readonly ShowEffect[]> {
  const { ticket } = stored;
  if (ticket.number === null || !isOpen(ticket.status)) return [];
  const now = clock.now();
  const view = {
    screen: {
      kind: 'ticket-created',
      number: ticket.number,
      handling: await findHandling(people, stored, { now, policy }),
    },
    keyboard: newsButtons(ticket),
    about: ticket.id,
    silent: isSilent(requester, now, policy),
  } as const;
  return tell(requester.person, view, ticketCard(ticket, 'below'));
}
