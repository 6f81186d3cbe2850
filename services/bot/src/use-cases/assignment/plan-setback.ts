import { type AssignmentEvent, advanceAssignment, changeTicket } from '@desk/domain';
import type { DeskJob } from '../../ports/job-queue.ts';
import type { Acquaintance, People } from '../../ports/people.ts';
import type { Change, Plan } from '../../ports/plan.ts';
import type { Policy } from '../../ports/system.ts';
import type { StoredAssignment } from '../../ports/team-board.ts';
import type { StoredTicket } from '../../ports/tickets.ts';
import { planOf } from '../compose-plan.ts';
import { tell } from '../show-screen.ts';
import { handlingOf } from '../tickets/find-handling.ts';
import { findRequester } from '../tickets/find-requester.ts';
import { hoursOf, workCard } from './present-work.ts';
import { tellRequester } from './tell-requester.ts';
import { tellSupervisors } from './tell-supervisors.ts';

export type Setback =
  /** Employee id of who has it in the tracker; null for somebody the directory does not know. */
  | { readonly kind: 'overtaken'; readonly by: string | null }
  | { readonly kind: 'refused'; readonly reason: 'not-permitted' | 'not-found' | 'session-ended' };

interface Given {
  readonly stored: StoredTicket;
  readonly to: Acquaintance;
  readonly latest: StoredAssignment | null;
  /** Who had it before. */
  readonly backTo: string | null;
  /** They took it themselves. */
  readonly isOwnChoice: boolean;
}

/**
 * A specialist was chosen and told, and the tracker says otherwise. Overtaken, the ticket is whose the tracker says,
 * and the desk looks for nobody. Refused, it is whose it was, and where it was nobody's the next one is chosen.
 */
export async function planSetback(
  { people, policy }: { readonly people: People; readonly policy: Policy },
  { stored, to, latest, backTo, isOwnChoice }: Given,
  setback: Setback,
  now: number,
): Promise<Plan> {
  const { id: ticketId, team, number } = stored.ticket;
  const next = await findNext(people, setback, backTo);
  const changed = { ...stored, ticket: moveTo(stored, next?.person.id ?? null, setback, now) };
  const { version, ...kept } = changed;
  const requester = await findRequester(people, stored.ticket);
  const handling = handlingOf(changed, next?.person ?? null, { now, policy });
  const why = isOwnChoice && setback.kind === 'overtaken' ? 'somebody-faster' : 'not-assigned-any-more';
  const screen = { kind: 'given-away', number: number ?? '', why } as const;
  return planOf({
    changes: [
      { kind: 'save-ticket', ...kept, expected: version },
      ...endAssignment(latest, setback, to.person.id, { now, policy, team }),
    ],
    effects: [
      ...tell(to.person, { screen, keyboard: null }, workCard({ id: ticketId }, 'below')),
      ...tellRequester(requester?.person ?? null, changed, handling),
      ...(await tellWhoDecides(people, changed, setback, { now, policy, next })),
    ],
    audit: [
      {
        act: setback.kind === 'overtaken' ? 'ticket-reassigned' : 'integration-failed',
        actor: { kind: 'service' },
        on: { kind: 'ticket', id: ticketId },
        outcome: setback.kind === 'overtaken' ? 'done' : 'failed',
        reason: setback.kind === 'overtaken' ? 'in-the-tracker' : `assignment-${setback.reason}`,
        at: now,
      },
    ],
    jobs: jobsAfter(setback, next, { ticketId, team }),
  });
}

async function findNext(people: People, setback: Setback, backTo: string | null): Promise<Acquaintance | null> {
  switch (setback.kind) {
    case 'overtaken':
      return setback.by === null ? null : people.findByEmployeeId(setback.by);
    case 'refused':
      return backTo === null ? null : people.findById(backTo);
  }
}

function moveTo({ ticket }: StoredTicket, personId: string | null, setback: Setback, now: number) {
  const nobodyHere = { kind: isOutOfHand(setback) ? 'assigned-elsewhere' : 'unassigned' } as const;
  const outcome = changeTicket(ticket, personId === null ? nobodyHere : { kind: 'assigned', personId }, now);
  return outcome.kind === 'moved' ? outcome.ticket : ticket;
}

/** Somebody else's there, or not there at all: nobody is looked for, unless the tracker says something else. */
function isOutOfHand(setback: Setback): boolean {
  return setback.kind === 'overtaken' || setback.reason === 'not-found';
}

/** What the tracker has, the desk keeps its hands off; whom it would not have is not chosen again for this ticket. */
function endAssignment(
  latest: StoredAssignment | null,
  setback: Setback,
  personId: string,
  { now, policy, team }: { readonly now: number; readonly policy: Policy; readonly team: string },
): readonly Change[] {
  if (latest === null || latest.assignment.personId !== personId) return [];
  const event: AssignmentEvent = { kind: isOutOfHand(setback) ? 'withdrawn' : 'reassigned' };
  const outcome = advanceAssignment(latest.assignment, event, now, hoursOf(policy, team));
  if (outcome.kind === 'refused') return [];
  const { decisionId, version } = latest;
  return [{ kind: 'save-assignment', assignment: outcome.assignment, decisionId, expected: version }];
}

async function tellWhoDecides(
  people: People,
  stored: StoredTicket,
  setback: Setback,
  { now, policy, next }: { readonly now: number; readonly policy: Policy; readonly next: Acquaintance | null },
) {
  if (setback.kind === 'overtaken') return [];
  const staff = await people.listStaff([stored.ticket.team]);
  const news = { what: 'not-accepted', assigneeName: next?.person.profile.displayName ?? null } as const;
  return tellSupervisors(staff, stored, news, { now, policy });
}

function jobsAfter(
  setback: Setback,
  next: Acquaintance | null,
  { ticketId, team }: { readonly ticketId: string; readonly team: string },
): readonly DeskJob[] {
  const isFree = setback.kind === 'refused' && setback.reason !== 'not-found' && next === null;
  return isFree ? [{ queue: 'assign', ticketId, team }] : [];
}
