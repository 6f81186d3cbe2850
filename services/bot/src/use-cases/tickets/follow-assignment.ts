import { advanceAssignment, findTeam } from '@desk/domain';
import type { TicketState } from '../../ports/gateway-desk.ts';
import type { Acquaintance, People } from '../../ports/people.ts';
import type { Change, Effect, Plan } from '../../ports/plan.ts';
import type { Clock, Policy } from '../../ports/system.ts';
import type { StoredAssignment } from '../../ports/team-board.ts';
import type { StoredTicket } from '../../ports/tickets.ts';
import { presentTaken } from '../assignment/present-taken.ts';
import { mayRead, workCard } from '../assignment/present-work.ts';
import { planOf } from '../compose-plan.ts';
import { buttons, tell } from '../show-screen.ts';
import type { TakenOver } from './take-over-state.ts';

interface Needs {
  readonly people: People;
  readonly clock: Clock;
  readonly policy: Policy;
}

export interface Followed {
  readonly inForce: StoredAssignment;
  /** As it was before the tracker's word. */
  readonly before: StoredTicket;
  readonly taken: TakenOver;
  readonly requester: Acquaintance | null;
  readonly state: TicketState;
}

/**
 * What the tracker's word means for whoever was asked here. Moving the ticket on is a reaction, as *Take* is; that it
 * was under way when they got it is none.
 */
export async function followAssignment(needs: Needs, followed: Followed): Promise<Plan> {
  const { inForce, before, taken } = followed;
  const { ticket, news } = taken;
  const personId = inForce.assignment.personId;
  const isElsewhere = news.includes('unassigned') || (news.includes('assigned') && ticket.assigneeId !== personId);
  if (isElsewhere) return withdraw(needs, followed);
  return ticket.status === 'new' || ticket.status === before.ticket.status ? planOf() : moveOn(needs, followed);
}

async function withdraw({ people, clock, policy }: Needs, followed: Followed): Promise<Plan> {
  const saved = advance(followed, { kind: 'withdrawn' }, { clock, policy });
  if (saved === null) return planOf();
  const { inForce, state, taken } = followed;
  const known = await people.findById(inForce.assignment.personId);
  const screen = { kind: 'given-away', number: state.number, why: 'not-assigned-any-more' } as const;
  const effects = known ? tell(known.person, { screen, keyboard: null }, workCard(taken.ticket, 'below')) : [];
  return planOf({ changes: [saved], effects });
}

async function moveOn(needs: Needs, followed: Followed): Promise<Plan> {
  const { inForce, before, state, taken } = followed;
  const { id: ticketId, status } = taken.ticket;
  const saved = advance(followed, { kind: 'taken', by: inForce.assignment.personId }, needs);
  const changes: readonly Change[] =
    saved === null ? [] : [saved, { kind: 'record-fact', fact: { ticketId, firstReactionAt: state.changedAt } }];
  // *Take* has said so already.
  const isSaid = saved === null && before.ticket.status === 'new' && status === 'in-progress';
  const known = isSaid ? null : await needs.people.findById(inForce.assignment.personId);
  return planOf({ changes, effects: known ? followOnCard(needs, followed, known) : [] });
}

/** What stands on the card can be done as the ticket is now; without a card the list says so as well. */
function followOnCard({ clock, policy }: Needs, followed: Followed, assignee: Acquaintance): readonly Effect[] {
  const { before, taken, requester, state } = followed;
  const stored = { ...before, ticket: taken.ticket, url: state.url };
  const reader = mayRead(assignee, clock.now(), policy) ? assignee.person : null;
  const requesterName = requester?.person.profile.displayName ?? null;
  const { screen, rows } = presentTaken(stored, { reader, requesterName }, policy);
  const view = { screen, keyboard: buttons(...rows), about: taken.ticket.id };
  return tell(assignee.person, view, workCard(taken.ticket, 'if-standing'));
}

function advance(
  { inForce, taken }: Followed,
  event: { readonly kind: 'withdrawn' } | { readonly kind: 'taken'; readonly by: string },
  { clock, policy }: Pick<Needs, 'clock' | 'policy'>,
): Change | null {
  const team = findTeam(policy.catalogue, taken.ticket.team);
  if (team === null) return null;
  const outcome = advanceAssignment(inForce.assignment, event, clock.now(), team.hours);
  if (outcome.kind === 'refused') return null;
  const { decisionId, version } = inForce;
  return { kind: 'save-assignment', assignment: outcome.assignment, decisionId, expected: version };
}
