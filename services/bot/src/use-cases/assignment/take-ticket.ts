import { advanceAssignment, isOpen, startAssignment } from '@desk/domain';
import type { People } from '../../ports/people.ts';
import type { Change, Plan } from '../../ports/plan.ts';
import type { Policy } from '../../ports/system.ts';
import type { Assignments, StoredAssignment } from '../../ports/team-board.ts';
import type { StoredTicket, Tickets } from '../../ports/tickets.ts';
import { joinPlans, planOf } from '../compose-plan.ts';
import type { ActionOf } from '../routes.ts';
import type { AskToSignIn } from '../session/ask-to-sign-in.ts';
import { judgeAccess } from '../session/judge-access.ts';
import { findRequester } from '../tickets/find-requester.ts';
import type { SignedInTurn, Turn } from '../turn.ts';
import { answerNotYours, answerOver } from './answer-late-press.ts';
import { answerPress, type PressAnswer } from './answer-press.ts';
import { presentTaken } from './present-taken.ts';
import { hoursOf } from './present-work.ts';
import { startInTracker } from './start-in-tracker.ts';

interface Needs {
  readonly tickets: Tickets;
  readonly assignments: Assignments;
  readonly people: People;
  readonly policy: Policy;
  readonly ask: AskToSignIn;
}

/**
 * *Take*: reserves at once, also for someone whose session has ended meanwhile. The tracker is told in their own name,
 * so they are asked for one tap of sign-in, after which the same press comes back and goes on by itself.
 */
export function takeTicket(needs: Needs) {
  return async (turn: Turn, said: ActionOf<'take-ticket'>): Promise<Plan> => {
    if (turn.known === null) return needs.ask(turn, 'first-time', 'tap');
    const { ticketId } = said;
    const stored = await needs.tickets.findById(ticketId);
    if (stored === null || !isOpen(stored.ticket.status)) return answerOver(turn, ticketId);
    if (stored.ticket.assigneeId !== turn.known.person.id) return answerNotYours(turn, stored.ticket, said);

    const latest = await needs.assignments.findLatest(ticketId);
    const reserved = reserve(turn, stored, latest, needs.policy);
    const access = judgeAccess(turn, needs.policy.sessionLimits);
    switch (access.kind) {
      case 'live':
        return joinPlans(reserved, await goOn(needs, access.turn, stored, said));
      case 'none':
        return joinPlans(
          reserved,
          showTaken(turn, stored, said, presentTaken(stored, { reader: null, requesterName: null }, needs.policy)),
          await needs.ask(turn, access.reason, 'tap'),
        );
    }
  };
}

/** Empty for a second tap, and for the press that comes back after sign-in. */
function reserve(turn: Turn, stored: StoredTicket, latest: StoredAssignment | null, policy: Policy): Plan {
  const { now } = turn;
  const personId = stored.ticket.assigneeId ?? '';
  if (latest?.assignment.state === 'taken' && latest.assignment.personId === personId) return planOf();
  const { id: ticketId } = stored.ticket;
  return planOf({
    changes: [
      ...takenBy(personId, stored, latest, { now, policy }),
      { kind: 'record-fact', fact: { ticketId, assignedAt: now, firstReactionAt: now } },
    ],
    audit: [
      {
        act: 'ticket-taken',
        actor: { kind: 'person', id: personId },
        on: { kind: 'ticket', id: ticketId },
        outcome: 'done',
        reason: null,
        at: now,
      },
    ],
  });
}

/** Of the assignment that waits for an answer; else of a new one: a decline taken back, or an assignment made in the tracker. */
function takenBy(
  by: string,
  { ticket }: StoredTicket,
  latest: StoredAssignment | null,
  { now, policy }: { readonly now: number; readonly policy: Policy },
): readonly Change[] {
  const hours = hoursOf(policy, ticket.team);
  if (latest !== null) {
    const outcome = advanceAssignment(latest.assignment, { kind: 'taken', by }, now, hours);
    if (outcome.kind === 'moved') {
      const { assignment } = outcome;
      return [{ kind: 'save-assignment', assignment, decisionId: latest.decisionId, expected: latest.version }];
    }
  }
  const started = startAssignment({ ticketId: ticket.id, personId: by, priority: ticket.priority }, now, hours);
  return [
    { kind: 'save-assignment', assignment: { ...started, state: 'taken' }, decisionId: null, expected: 0 },
    { kind: 'note-waiting', ticketId: ticket.id, reason: null },
  ];
}

/** In the tracker it is new until somebody works on it. */
async function goOn(
  { people, policy }: Needs,
  turn: SignedInTurn,
  stored: StoredTicket,
  said: ActionOf<'take-ticket'>,
): Promise<Plan> {
  const { id: ticketId, status, assigneeId } = stored.ticket;
  const requester = await findRequester(people, stored.ticket);
  const requesterName = requester?.person.profile.displayName ?? null;
  const shown = showTaken(turn, stored, said, presentTaken(stored, { reader: turn.person, requesterName }, policy));
  if (status !== 'new' || assigneeId === null) return shown;
  return joinPlans(shown, planOf({ effects: [startInTracker(ticketId, assigneeId)] }));
}

function showTaken(turn: Turn, { ticket }: StoredTicket, said: ActionOf<'take-ticket'>, answer: PressAnswer): Plan {
  return planOf({ effects: answerPress(turn, ticket, said, answer) });
}
