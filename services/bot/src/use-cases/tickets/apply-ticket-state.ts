import { draftFiles, findTeam, isInForce, isOpen, type Ticket, type TicketNews } from '@desk/domain';
import type { ChatMessages } from '../../ports/consultations.ts';
import type { Cursors } from '../../ports/cursors.ts';
import type { Drafts } from '../../ports/drafts.ts';
import type { TicketReading, TicketState } from '../../ports/gateway-desk.ts';
import type { DeskJob } from '../../ports/job-queue.ts';
import type { Acquaintance, People } from '../../ports/people.ts';
import type { Cause, Change, DeskEffect, Ledger, Plan, ShowEffect } from '../../ports/plan.ts';
import type { Clock, Ids, Policy } from '../../ports/system.ts';
import type { Assignments, StoredAssignment } from '../../ports/team-board.ts';
import type { TicketComments } from '../../ports/ticket-comments.ts';
import type { StoredTicket, Tickets } from '../../ports/tickets.ts';
import { commitDecision } from '../commit-decision.ts';
import { joinPlans, planOf } from '../compose-plan.ts';
import { tellConsultations } from '../consultation/tell-consultations.ts';
import type { PlanFiled } from '../filing/plan-filed.ts';
import { ticketCard } from '../filing/ticket-card.ts';
import { isSilent } from '../news/comment-card.ts';
import { newsButtons } from '../news/news-buttons.ts';
import { planComments } from '../news/plan-comments.ts';
import { tellAssignee } from '../news/tell-assignee.ts';
import { askOfSolution } from '../news/tell-solution.ts';
import { tell } from '../show-screen.ts';
import { planAdoption } from './adopt-ticket.ts';
import { findHandling } from './find-handling.ts';
import { findRequester } from './find-requester.ts';
import { followAssignment } from './follow-assignment.ts';
import { isLater } from './judge-reading.ts';
import { ticketNews } from './present-ticket.ts';
import { findTrackerAssignee, type TakenOver, type TrackerAssignee, takeOverState } from './take-over-state.ts';

/** Somebody else's name may be from before an assignment of the desk's own for so long. */
const assigningMs = 2 * 60_000;
/** What changed there so long after it was made knows of it, or of somebody who decided otherwise since. */
const arrivesWithinMs = 10_000;

/** Whether a reading that names nobody was made while everybody could be named. */
interface Certainty {
  readonly nobodyIsSure: boolean;
}

const guessed: Certainty = { nobodyIsSure: false };

interface Needs {
  readonly tickets: Tickets;
  readonly drafts: Drafts;
  readonly people: People;
  readonly assignments: Assignments;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly policy: Policy;
  readonly planFiled: PlanFiled;
  readonly comments: TicketComments;
  readonly chatMessages: ChatMessages;
  readonly cursors: Cursors;
}

/**
 * The tracker says how a ticket stands, by a webhook that wakes or by the poll that is the truth; both may come twice,
 * late, or in any order, so the tracker's own instant decides. Tickets that were not filed here are none of ours.
 */
export function applyTicketState(needs: Needs & { readonly ledger: Ledger }) {
  const plan = planReading(needs);
  return (
    reading: TicketReading,
    cause: Cause,
    how: Certainty = guessed,
  ): Promise<'committed' | 'overtaken' | 'fenced'> => commitDecision(needs.ledger, cause, () => plan(reading, how));
}

/** The same as a plan, for whoever was answered by the tracker at first hand. */
export function planTicketState(needs: Needs) {
  const plan = planReading(needs);
  return (state: TicketState): Promise<Plan> => plan({ state, marks: null }, guessed);
}

function planReading(needs: Needs) {
  return async (reading: TicketReading, how: Certainty): Promise<Plan> => {
    const { state } = reading;
    const stored = await findTicket(needs.tickets, state);
    if (stored === null) return needs.policy.assignForeignTickets ? planAdoption(needs, reading) : planOf();
    const { trackerChangedAt: changedAt, trackerReadAt: readAt } = stored;
    if (!isLater(reading, { changedAt, readAt })) return planOf();
    const requester = await findRequester(needs.people, stored.ticket);
    if (stored.ticket.filing !== 'filed') return requester ? healFiling(needs, stored, requester, state) : planOf();
    return takeOver(needs, { stored, requester }, reading, how);
  };
}

async function findTicket(tickets: Tickets, { reference, number }: TicketState): Promise<StoredTicket | null> {
  const byReference = reference === null ? null : await tickets.findById(reference);
  return byReference ?? tickets.findByNumber(number);
}

/**
 * The answer to an attempt was lost, and the attempt had arrived: what waits to be sent again is not needed any more.
 * Not so while the filing goes on by itself or files may be missing in the tracker: then the attempt comes to its own
 * end, repeated under its key, going on where it stopped.
 */
async function healFiling(
  needs: Needs,
  stored: StoredTicket,
  requester: Acquaintance,
  state: TicketState,
): Promise<Plan> {
  const { id } = stored.ticket;
  if ((await needs.drafts.findSending(id)) !== null) return planOf();
  const open = await needs.drafts.findOpenOf(requester.person.id);
  const reopened = open?.state.kind === 'open' && open.state.ticketId === id ? open : null;
  if (reopened !== null && draftFiles(reopened.draft).length > 0) return planOf();
  const filed = await needs.planFiled({ ticket: stored, draft: reopened, requester }, state, needs.clock.now());
  if (reopened === null) return filed;
  const retired = { kind: 'retire-card', chatId: requester.person.chatId, card: `draft:${reopened.draft.id}` } as const;
  return joinPlans(planOf({ effects: [retired] }), filed);
}

async function takeOver(
  needs: Needs,
  { stored, requester }: { readonly stored: StoredTicket; readonly requester: Acquaintance | null },
  { state, marks }: TicketReading,
  how: Certainty,
): Promise<Plan> {
  const now = needs.clock.now();
  const latest = await needs.assignments.findLatest(stored.ticket.id);
  // Declined or not: what the tracker said before it heard of it is no news of whoever had the ticket earlier.
  const isOnItsWay = latest !== null && (await mayBeOnItsWay(needs, latest, stored, state));
  const inForce = latest !== null && isInForce(latest.assignment) ? latest : null;
  const named = await findTrackerAssignee(needs.people, state, how);
  const ticket = inTeamOf(state, stored.ticket, needs.policy);
  const taken = takeOverState(ticket, state, state.changedAt, isOnItsWay ? { kind: 'unsaid' } : named);
  // Left open for the next poll where the assignee could not be judged yet.
  const isSettled = named.kind === 'unsaid' || named.kind === 'nobody' || isAssignedTo(stored, named);
  const trackerChangedAt = isOnItsWay && !isSettled ? stored.trackerChangedAt : state.changedAt;
  const { version, ...kept } = stored;
  const saved: Change = {
    kind: 'save-ticket',
    ...{ ...kept, ticket: taken.ticket, url: state.url, trackerChangedAt },
    expected: version,
  };
  return joinPlans(
    planOf({
      changes: [saved, ...factsOf(taken, stored, state), ...shiftsOf(stored, taken)],
      effects: [
        ...(await tellRequester(needs, requester, taken, stored)),
        ...(await tellHolder(needs, taken, stored, state)),
        ...newsForConsultations(stored, taken),
      ],
      jobs: jobsOf(taken, { isDoubtful: named.kind === 'unsaid' && !isOnItsWay }),
    }),
    inForce ? await followAssignment(needs, { inForce, before: stored, taken, requester, state }) : planOf(),
    marks ? await planComments(needs)({ ...stored, ticket: taken.ticket }, marks) : planOf(),
    isSolved(taken) && requester
      ? planOf({ effects: [askOfSolution(askedOf(taken, requester), { wordsAreKnown: marks !== null, now })] })
      : planOf(),
  );
}

/** Whether its requester is asked if it works, which then is all they are told. */
function isSolved({ ticket, news }: TakenOver): boolean {
  return news.includes('resolved') && ticket.status === 'resolved';
}

function askedOf({ ticket }: TakenOver, { person }: Acquaintance) {
  return { ticketId: ticket.id, personId: person.id };
}

/** Handed over in the tracker; a team that the catalogue does not have is none. */
function inTeamOf({ team }: TicketState, ticket: Ticket, { catalogue }: Policy): Ticket {
  return findTeam(catalogue, team) === null ? ticket : { ...ticket, team };
}

/** A ticket that nobody has is looked for again; one whose specialist was not named is made sure of. */
function jobsOf(
  { ticket: { id: ticketId, team, status, assigneeId }, news }: TakenOver,
  { isDoubtful }: { readonly isDoubtful: boolean },
): readonly DeskJob[] {
  if (!isOpen(status)) return [];
  if (news.includes('unassigned')) return [{ queue: 'assign', ticketId, team }];
  return isDoubtful && assigneeId !== null ? [{ queue: 'timers', timer: 'confirm-nobody', ticketId, dueAt: 0 }] : [];
}

/** What someone has to do follows at once; the tracker's own figure comes with the next reading of it. */
function shiftsOf({ ticket: before }: StoredTicket, { ticket: after }: TakenOver): readonly Change[] {
  const [lost, gained] = [holderOf(before), holderOf(after)];
  if (lost === gained) return [];
  return [
    ...(lost === null ? [] : [{ kind: 'shift-workload', personId: lost, by: -1 } as const]),
    ...(gained === null ? [] : [{ kind: 'shift-workload', personId: gained, by: 1 } as const]),
  ];
}

/** Whoever asked for a conversation about it, and whoever could take one more now. */
function newsForConsultations({ ticket: before }: StoredTicket, { ticket, news }: TakenOver): readonly DeskEffect[] {
  const about = { kind: 'ticket', id: ticket.id } as const;
  const [lost, gained] = [holderOf(before), holderOf(ticket)];
  return [
    ...(news.includes('closed') ? [tellConsultations(about, { kind: 'ticket-closed' })] : []),
    ...(before.priority === ticket.priority
      ? []
      : [tellConsultations(about, { kind: 'priority-changed', priority: ticket.priority })]),
    ...(lost === null || lost === gained
      ? []
      : [tellConsultations({ kind: 'person', id: lost }, { kind: 'capacity-freed' })]),
  ];
}

function holderOf({ status, assigneeId }: Ticket): string | null {
  return isOpen(status) ? assigneeId : null;
}

/** That nobody has it says little until the tracker has been told: it may have been away. */
async function mayBeOnItsWay(
  { assignments, clock }: Needs,
  { assignment: { assignedAt } }: StoredAssignment,
  { ticket, trackerChangedAt }: StoredTicket,
  state: TicketState,
): Promise<boolean> {
  if (state.assigneeEmployeeId === null) return assignments.isUntold(ticket.id);
  // The tracker has answered to it: whatever other name it says by now is somebody's decision since.
  if (trackerChangedAt !== null && trackerChangedAt > assignedAt) return false;
  return clock.now() - assignedAt < assigningMs && state.changedAt - assignedAt < arrivesWithinMs;
}

function isAssignedTo({ ticket }: StoredTicket, named: TrackerAssignee): boolean {
  return named.kind === 'known' && named.person.id === ticket.assigneeId;
}

/** Moments for the statistics: resolved once and for all, reopened as often as it happens. */
function factsOf({ news }: TakenOver, { ticket }: StoredTicket, state: TicketState): readonly Change[] {
  const at = state.changedAt;
  const isResolved = news.includes('resolved') || (news.includes('closed') && isOpen(ticket.status));
  const moments = {
    ...(news.includes('assigned') ? { assignedAt: at } : {}),
    ...(isResolved ? { resolvedAt: at } : {}),
    ...(news.includes('reopened') ? { reopenedCount: 1 } : {}),
  };
  if (Object.keys(moments).length === 0) return [];
  return [{ kind: 'record-fact', fact: { ticketId: ticket.id, ...moments } }];
}

/** A new message where it is the requester's turn or the end of the matter; an edit of the card for the rest. */
async function tellRequester(
  { people, clock, policy }: Needs,
  requester: Acquaintance | null,
  taken: TakenOver,
  stored: StoredTicket,
): Promise<readonly ShowEffect[]> {
  const { ticket, news } = taken;
  const { number, status, id } = ticket;
  if (requester === null || news.length === 0 || number === null || isSolved(taken)) return [];
  const now = clock.now();
  const handling = await findHandling(people, { ...stored, ticket }, { now, policy });
  const screen = ticketNews(number, status, handling);
  const isHeard = news.some(isForEars) || (news.includes('changed') && status === 'waiting-for-customer');
  const view = { screen, keyboard: newsButtons(ticket), about: id, silent: isSilent(requester, now, policy) };
  return tell(requester.person, view, ticketCard(ticket, isHeard ? 'below' : 'in-place'));
}

async function tellHolder(
  { people, clock, policy }: Needs,
  taken: TakenOver,
  before: StoredTicket,
  { url }: TicketState,
): Promise<readonly ShowEffect[]> {
  const { assigneeId } = taken.ticket;
  const assignee = assigneeId === null ? null : await people.findById(assigneeId);
  return assignee === null ? [] : tellAssignee(assignee, { before, taken, url }, { now: clock.now(), policy });
}

function isForEars(news: TicketNews): boolean {
  switch (news) {
    case 'reopened':
      return true;
    case 'resolved':
    case 'filed':
    case 'refused':
    case 'assigned':
    case 'unassigned':
    case 'closed':
    case 'changed':
      return false;
  }
}
