import {
  awaitsAssignment,
  chooseAssignee,
  type Decision,
  defaultRankingLimits,
  type NobodyReason,
  rankCandidates,
} from '@desk/domain';
import type { Acquaintance } from '../../ports/people.ts';
import type { Plan } from '../../ports/plan.ts';
import type { Clock, Ids, Policy } from '../../ports/system.ts';
import type { TeamBoard, TeamBoards } from '../../ports/team-board.ts';
import { joinPlans, planOf } from '../compose-plan.ts';
import { tell } from '../show-screen.ts';
import { type Giving, giveTicket } from './give-ticket.ts';
import { leaveWaiting } from './leave-waiting.ts';
import { workCard } from './present-work.ts';
import { tellSupervisors } from './tell-supervisors.ts';

export type AssignOutcome =
  | { readonly kind: 'assigned'; readonly personId: string }
  | { readonly kind: 'waiting'; readonly reason: NobodyReason }
  /** Somebody has it, or it is over, or gone. */
  | { readonly kind: 'nothing-to-do' };

interface Needs {
  readonly boards: TeamBoards;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly policy: Policy;
}

/**
 * The job that finds a specialist: chooses by the availability index and reserves in one step, so that two tickets at
 * once never go to one of two equals. Only the `assign` queue calls it; run twice, it finds nothing to do.
 */
export function assignTicket({ boards, clock, ids, policy }: Needs) {
  return async (ticketId: string): Promise<AssignOutcome> => {
    const now = clock.now();
    const decisionId = ids.next();
    const outcome = await boards.decide(ticketId, now, (board) => decide(board, { now, policy, decisionId }));
    return outcome ?? { kind: 'nothing-to-do' };
  };
}

interface At {
  readonly now: number;
  readonly policy: Policy;
  readonly decisionId: string;
}

function decide(board: TeamBoard, at: At): { readonly plan: Plan; readonly outcome: AssignOutcome } {
  const { ticket: stored, latest, passedOver } = board;
  const before = latest && { assignment: latest.assignment, byDesk: latest.decisionId !== null };
  if (!awaitsAssignment(stored.ticket, before)) return { plan: planOf(), outcome: { kind: 'nothing-to-do' } };

  const choice = chooseAssignee(rankTeam(board, at), { passOver: [...passedOver] });
  switch (choice.kind) {
    case 'nobody': {
      const { reason } = choice;
      return { plan: leaveWaiting(board, reason, at), outcome: { kind: 'waiting', reason } };
    }
    case 'chosen': {
      const { personId, decision } = choice;
      return { plan: give(board, personId, decision, at), outcome: { kind: 'assigned', personId } };
    }
  }
}

/** Whoever has blocked the bot could not be told, and is not there as far as tickets go. */
function rankTeam({ candidates, people, ticket }: TeamBoard, { now, policy }: At) {
  return rankCandidates({
    candidates: candidates.filter(({ personId }) => people.get(personId)?.person.blockedAt === null),
    requesterId: ticket.ticket.requesterId,
    weights: policy.weights,
    limits: { ...defaultRankingLimits, activeCeiling: policy.activeTicketsMax },
    now,
  });
}

function give(board: TeamBoard, personId: string, decision: Decision, at: At): Plan {
  const to = board.people.get(personId);
  if (!to) throw new Error('Somebody was chosen who is not of the team.');
  const { ticket: stored, requester } = board;
  const why = whyOf(board);
  const chosen = { id: at.decisionId, decision };
  const giving = { stored, to, requester, why, byPersonId: null, remarkId: null, chosen } as const;
  return joinPlans(
    giveTicket(giving, at),
    planOf({ effects: [...tellHolder(board, why), ...tellOfSilence(board, why, to, at)] }),
  );
}

function whyOf({ ticket, latest }: TeamBoard): Giving['why'] {
  if (ticket.ticket.assigneeId === null || latest === null) return 'index';
  return latest.assignment.state === 'declined' ? 'declined' : 'first-reaction';
}

/** Whoever declined sees it on the card; whoever stayed silent hears of it. */
function tellHolder({ ticket, people }: TeamBoard, why: Giving['why']) {
  const { id, number, assigneeId } = ticket.ticket;
  const holder = assigneeId === null ? undefined : people.get(assigneeId);
  if (!holder || number === null || why === 'index') return [];
  const view = { screen: { kind: 'given-away', number, why }, keyboard: null } as const;
  return tell(holder.person, view, workCard({ id }, why === 'declined' ? 'in-place' : 'below'));
}

/** With the name of whoever has it now: one message instead of two. */
function tellOfSilence({ ticket, people }: TeamBoard, why: Giving['why'], to: Acquaintance, at: At) {
  if (why !== 'first-reaction') return [];
  const news = { what: 'not-taken-in-time', assigneeName: to.person.profile.displayName } as const;
  return tellSupervisors(people.values(), ticket, news, at);
}
