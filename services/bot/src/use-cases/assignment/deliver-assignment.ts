import type { Authority, TicketDesk, TicketState } from '../../ports/gateway-desk.ts';
import type { Delivery, OutboxItem } from '../../ports/outbox.ts';
import type { OutgoingComments, StoredOutgoing } from '../../ports/outgoing-comments.ts';
import type { Acquaintance, People } from '../../ports/people.ts';
import type { DeskEffect, Plan } from '../../ports/plan.ts';
import type { Clock, Ids, Policy } from '../../ports/system.ts';
import type { Assignments } from '../../ports/team-board.ts';
import type { StoredTicket, Tickets } from '../../ports/tickets.ts';
import { joinPlans, planOf } from '../compose-plan.ts';
import { commitDelivery, retryLater } from '../deliver-effect.ts';
import { type FindToken, findToken } from '../session/find-token.ts';
import { remarkOf, settledWords, tellOfNote } from '../writing/remark.ts';
import { awaitSignIn } from './await-sign-in.ts';
import { planSetback, type Setback } from './plan-setback.ts';
import { startInTracker } from './start-in-tracker.ts';

type AssignInTracker = Extract<DeskEffect, { readonly kind: 'assign-in-tracker' }>;

interface Needs extends FindToken {
  readonly tickets: Tickets;
  readonly people: People;
  readonly assignments: Assignments;
  readonly desk: TicketDesk;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly policy: Policy;
  readonly outgoing: OutgoingComments;
  readonly planState: (state: TicketState) => Promise<Plan>;
}

/** What is to be said to the tracker, as long as it still holds here. */
interface Assigning {
  readonly effect: AssignInTracker;
  readonly stored: StoredTicket & { readonly ticket: { readonly number: string } };
  readonly to: Acquaintance;
  readonly by: Acquaintance | null;
  /** Employee id of who is believed to have it. */
  readonly expected: string | null;
  /** The note of whoever passed it on. */
  readonly words: StoredOutgoing | null;
}

/**
 * Tells the tracker who has a ticket. If somebody was faster there, their word counts; if the tracker will not have
 * it, the next one is looked for and a supervisor is told.
 */
export function deliverAssignment(needs: Needs) {
  return (effect: AssignInTracker, item: OutboxItem): Promise<Delivery> =>
    commitDelivery(needs.ledger, item, async () => {
      const now = needs.clock.now();
      const assigning = await findAssigning(needs, effect);
      if (assigning === null) return planOf({ changes: settledWords(await findWords(needs, effect), 'refused') });

      const authority = await findAuthority(needs, assigning, now);
      switch (authority.kind) {
        case 'service':
        case 'token':
          return settle(needs, assigning, await assign(needs, authority, assigning, item), { item, now });
        case 'session-ended':
          return waitForSupervisor(needs, assigning, now);
        case 'down':
        case 'unknown':
          return retryLater(authority, item);
      }
    });
}

/** Null when it is no longer so: given to somebody else since, closed, or gone. */
async function findAssigning(needs: Needs, effect: AssignInTracker): Promise<Assigning | null> {
  const { tickets, people } = needs;
  const stored = await tickets.findById(effect.ticketId);
  if (stored === null || stored.ticket.number === null || stored.ticket.assigneeId !== effect.personId) return null;
  const to = await people.findById(effect.personId);
  if (to === null) return null;
  const { expectedPersonId, byPersonId } = effect;
  const before = expectedPersonId === null ? null : await people.findById(expectedPersonId);
  const { number } = stored.ticket;
  return {
    effect,
    stored: { ...stored, ticket: { ...stored.ticket, number } },
    to,
    by: byPersonId === null ? null : await people.findById(byPersonId),
    expected: before?.person.profile.employeeId ?? null,
    words: await findWords(needs, effect),
  };
}

async function findWords({ outgoing }: Needs, { remarkId }: AssignInTracker): Promise<StoredOutgoing | null> {
  return remarkId === null ? null : outgoing.findById(remarkId);
}

async function findAuthority(needs: Needs, { effect, by }: Assigning, now: number) {
  if (effect.byPersonId === null) return { kind: 'service' } as const;
  return by === null ? ({ kind: 'session-ended' } as const) : findToken(needs, by, now);
}

/** One key for each thing said, so that repeating it after a lost answer does no harm. */
async function assign(
  { desk, ids, people }: Needs,
  authority: Authority,
  { stored, to, by, expected, words }: Assigning,
  { id }: OutboxItem,
): ReturnType<TicketDesk['assign']> {
  const { number } = stored.ticket;
  const assignee = to.person.profile.employeeId;
  const orderFor = (from: string | null) => {
    const key = ids.derive('assign', id, from ?? 'nobody');
    return desk.assign(authority, { key, number, assignee, expected: from, remark: remarkOf(words) });
  };
  const answer = await orderFor(expected);
  if (answer.kind !== 'overtaken') return answer;
  const holder = answer.assignee;
  // The one before never got as far as the tracker: nobody has it there.
  if (holder === null) return expected === null ? answer : orderFor(null);
  // A supervisor saw that somebody unknown here has it, and decides over them too.
  const isSeen =
    by !== null &&
    by.person.id !== to.person.id &&
    expected === null &&
    (await people.findByEmployeeId(holder)) === null;
  return isSeen ? orderFor(holder) : answer;
}

function settle(
  needs: Needs,
  assigning: Assigning,
  answer: Awaited<ReturnType<TicketDesk['assign']>>,
  { item, now }: { readonly item: OutboxItem; readonly now: number },
): Plan | Delivery | Promise<Plan> {
  switch (answer.kind) {
    case 'assigned':
      return noteAssigned(needs, assigning, answer.state);
    case 'session-ended':
      return waitForSupervisor(needs, assigning, now);
    case 'overtaken':
      return setBack(needs, assigning, { kind: 'overtaken', by: answer.assignee }, now);
    case 'refused':
      return setBack(needs, assigning, { kind: 'refused', reason: answer.reason }, now);
    case 'down':
    case 'unknown':
      return retryLater(answer, item);
  }
}

/**
 * From the tracker's own answer on, whatever other name it says is somebody's decision since. Whoever took it for
 * themselves has begun to work on it.
 */
async function noteAssigned(
  { planState, clock }: Needs,
  { effect, words }: Assigning,
  state: TicketState,
): Promise<Plan> {
  const { ticketId, personId, byPersonId } = effect;
  const isBegun = byPersonId === personId && state.status === 'new';
  return joinPlans(
    planOf({
      changes: settledWords(words, 'sent'),
      effects: [...(isBegun ? [startInTracker(ticketId, personId)] : []), ...tellOfNote(words, clock.now())],
    }),
    await planState(state),
  );
}

function waitForSupervisor(needs: Needs, assigning: Assigning, now: number): Plan | Promise<Plan> {
  const { effect, by } = assigning;
  const waiting = by === null ? null : awaitSignIn(effect, by, { now, policy: needs.policy });
  return waiting ?? setBack(needs, assigning, { kind: 'refused', reason: 'session-ended' }, now);
}

async function setBack(needs: Needs, assigning: Assigning, setback: Setback, now: number): Promise<Plan> {
  const { effect, stored, to } = assigning;
  const { policy, people, assignments } = needs;
  const latest = await assignments.findLatest(effect.ticketId);
  const setBackPlan = await planSetback(
    { people, policy },
    { stored, to, latest, backTo: effect.expectedPersonId, isOwnChoice: effect.byPersonId === effect.personId },
    setback,
    now,
  );
  return joinPlans(planOf({ changes: settledWords(assigning.words, 'refused') }), setBackPlan);
}
