import { type AssignmentEffect, type AuditEntry, advanceAssignment, dueAt, isOpen } from '@desk/domain';
import type { Acquaintance, People } from '../../ports/people.ts';
import type { Ledger, Plan } from '../../ports/plan.ts';
import type { Clock, Policy } from '../../ports/system.ts';
import type { Assignments, StoredAssignment } from '../../ports/team-board.ts';
import type { StoredTicket, Tickets } from '../../ports/tickets.ts';
import { commitDecision } from '../commit-decision.ts';
import { joinPlans, planOf } from '../compose-plan.ts';
import { tell } from '../show-screen.ts';
import { choiceButtons, hoursOf, workCard, workLine } from './present-work.ts';
import { tellSupervisors } from './tell-supervisors.ts';

interface Needs {
  readonly tickets: Tickets;
  readonly assignments: Assignments;
  readonly people: People;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly policy: Policy;
}

interface Watched {
  readonly stored: StoredTicket;
  readonly inForce: StoredAssignment;
  readonly assignee: Acquaintance | null;
}

/**
 * The job that watches over the first reaction: reminds once, then looks for somebody else. Called too early it is
 * queued again; where somebody reacted meanwhile there is nothing to do.
 */
export function watchReaction(needs: Needs) {
  return (ticketId: string): Promise<'committed' | 'overtaken' | 'fenced'> =>
    commitDecision(needs.ledger, { kind: 'job', name: 'first-reaction' }, async () => {
      const stored = await needs.tickets.findById(ticketId);
      const inForce = await needs.assignments.findInForce(ticketId);
      if (stored === null || inForce === null) return planOf();
      if (!isOpen(stored.ticket.status)) return endWatch(needs, stored, inForce);
      const assignee = await needs.people.findById(inForce.assignment.personId);
      return look(needs, { stored, inForce, assignee });
    });
}

/** Nobody need react to what is over; otherwise it would be due for ever. */
function endWatch(
  { clock, policy }: Needs,
  { ticket }: StoredTicket,
  { assignment, decisionId, version }: StoredAssignment,
) {
  const outcome = advanceAssignment(assignment, { kind: 'withdrawn' }, clock.now(), hoursOf(policy, ticket.team));
  if (outcome.kind === 'refused') return planOf();
  return planOf({
    changes: [{ kind: 'save-assignment', assignment: outcome.assignment, decisionId, expected: version }],
  });
}

async function look(needs: Needs, watched: Watched): Promise<Plan> {
  const now = needs.clock.now();
  const { assignment, decisionId, version } = watched.inForce;
  const { id: ticketId, team } = watched.stored.ticket;
  const outcome = advanceAssignment(assignment, { kind: 'time-passed' }, now, hoursOf(needs.policy, team));
  const due = dueAt(outcome.kind === 'moved' ? outcome.assignment : assignment);
  const next = planOf({
    jobs: due === null ? [] : [{ queue: 'timers', timer: 'first-reaction', ticketId, dueAt: due }],
  });
  if (outcome.kind === 'refused') return next;
  const inForce = { ...watched.inForce, assignment: outcome.assignment };
  const parts = await Promise.all(
    outcome.effects.map((effect) => carryOut(needs, { ...watched, inForce }, effect, now)),
  );
  return joinPlans(
    planOf({
      changes: [{ kind: 'save-assignment', assignment: outcome.assignment, decisionId, expected: version }],
    }),
    ...parts,
    next,
  );
}

async function carryOut(needs: Needs, watched: Watched, effect: AssignmentEffect, now: number): Promise<Plan> {
  switch (effect.kind) {
    case 'remind':
      return remind(watched, now, needs.policy);
    case 'assign-again':
      return assignAgain(watched, now);
    case 'tell-supervisor':
      return tellOfSilence(needs, watched, now);
    case 'note-first-reaction':
      return planOf({
        changes: [{ kind: 'record-fact', fact: { ticketId: watched.stored.ticket.id, firstReactionAt: effect.at } }],
      });
  }
}

function remind({ stored, inForce, assignee }: Watched, now: number, policy: Policy): Plan {
  if (assignee === null) return planOf();
  const ticket = workLine(stored, assignee, now, policy);
  const isByDesk = inForce.decisionId !== null;
  const view = {
    screen: { kind: 'reaction-reminder', ticket, reassignAt: isByDesk ? inForce.assignment.reassignAt : null },
    keyboard: choiceButtons(stored, { canExplain: isByDesk }),
    about: stored.ticket.id,
  } as const;
  return planOf({
    effects: tell(assignee.person, view, workCard(stored.ticket, 'below')),
    audit: [auditOf(stored, 'reminded', null, now)],
  });
}

/** What a supervisor gave stays until a supervisor passes it on. */
function assignAgain({ stored, inForce }: Watched, now: number): Plan {
  const { id: ticketId, team } = stored.ticket;
  return planOf({
    audit: [auditOf(stored, 'ticket-unassigned', 'no-reaction', now)],
    jobs: inForce.decisionId === null ? [] : [{ queue: 'assign', ticketId, team }],
  });
}

/** Where the desk chooses the next one, supervisors hear of it then, with the name. */
async function tellOfSilence(
  { people, policy }: Needs,
  { stored, inForce, assignee }: Watched,
  now: number,
): Promise<Plan> {
  if (inForce.decisionId !== null) return planOf();
  const staff = await people.listStaff([stored.ticket.team]);
  const news = { what: 'not-taken-in-time', assigneeName: assignee?.person.profile.displayName ?? null } as const;
  return planOf({ effects: tellSupervisors(staff, stored, news, { now, policy }) });
}

function auditOf(
  { ticket }: StoredTicket,
  act: 'reminded' | 'ticket-unassigned',
  reason: string | null,
  at: number,
): AuditEntry {
  return { act, actor: { kind: 'service' }, on: { kind: 'ticket', id: ticket.id }, outcome: 'done', reason, at };
}
