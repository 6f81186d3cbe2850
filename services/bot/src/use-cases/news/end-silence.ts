import { endOfWorkingDayAfter } from '@desk/domain';
import type { TicketDesk, TicketState } from '../../ports/gateway-desk.ts';
import type { People } from '../../ports/people.ts';
import type { Ledger, Plan } from '../../ports/plan.ts';
import type { Clock, Ids, Policy } from '../../ports/system.ts';
import type { StoredTicket, Tickets } from '../../ports/tickets.ts';
import { hoursOf } from '../assignment/present-work.ts';
import { commitDecision } from '../commit-decision.ts';
import { joinPlans, planOf } from '../compose-plan.ts';
import { ticketCard } from '../filing/ticket-card.ts';
import { buttons, press, tell } from '../show-screen.ts';
import { findRequester } from '../tickets/find-requester.ts';
import { isSilent } from './comment-card.ts';

/** So many working days the requester of a solved ticket has to say whether it is. */
const answerDays = 3;

interface Needs {
  readonly tickets: Tickets;
  readonly people: People;
  readonly desk: TicketDesk;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly policy: Policy;
  readonly planState: (state: TicketState) => Promise<Plan>;
}

/** When the silence after a solution has lasted long enough; null where that never comes. */
export function silenceEndsAt(stored: StoredTicket, policy: Policy): number | null {
  const { ticket, closedAt } = stored;
  if (ticket.status !== 'resolved' || closedAt === null) return null;
  return endOfWorkingDayAfter(hoursOf(policy, ticket.team), closedAt, answerDays);
}

/** Solved, and long enough without a word. */
interface Silent {
  readonly stored: StoredTicket;
  readonly number: string;
}

/**
 * The job that closes a solved ticket whose requester has let the time for an answer pass, and tells them so. A gateway
 * that is away is asked again with the next look; one that refuses is not.
 */
export function endSilence(needs: Needs) {
  return (ticketId: string): Promise<'committed' | 'overtaken' | 'fenced'> => {
    // The tracker's own word of it may be stored first: then there is nothing to close any more, and still to tell.
    let closed: (Silent & { readonly state: TicketState }) | null = null;
    return commitDecision(needs.ledger, { kind: 'job', name: 'solution-silence' }, async () => {
      if (closed === null) {
        const silent = await findSilent(needs, ticketId);
        const answer = silent && (await close(needs, silent));
        if (silent === null || answer?.kind !== 'moved') return planUnclosed(needs, silent, answer);
        closed = { ...silent, state: answer.state };
      }
      return joinPlans(await needs.planState(closed.state), await tellRequester(needs, closed));
    });
  };
}

async function findSilent({ tickets, clock, policy }: Needs, ticketId: string): Promise<Silent | null> {
  const stored = await tickets.findById(ticketId);
  const endsAt = stored && silenceEndsAt(stored, policy);
  if (stored === null || stored.ticket.number === null || endsAt === null || endsAt > clock.now()) return null;
  return { stored, number: stored.ticket.number };
}

type Answer = Awaited<ReturnType<TicketDesk['move']>>;

function close({ ids, desk }: Needs, { stored, number }: Silent): Promise<Answer> {
  const key = ids.derive('end-silence', stored.ticket.id, String(stored.closedAt));
  return desk.move({ kind: 'service' }, { key, number, to: 'closed', remark: null });
}

function planUnclosed({ clock }: Needs, silent: Silent | null, answer: Answer | null): Plan {
  if (silent === null || answer === null) return planOf();
  switch (answer.kind) {
    case 'session-ended':
      return giveUp(silent.stored, answer.kind, clock.now());
    case 'refused':
      return giveUp(silent.stored, answer.reason, clock.now());
    case 'moved':
    case 'down':
    case 'unknown':
      return planOf();
  }
}

async function tellRequester({ people, clock, policy }: Needs, { stored: { ticket }, number }: Silent): Promise<Plan> {
  const { id } = ticket;
  const requester = await findRequester(people, ticket);
  if (requester === null) return planOf();
  const view = {
    screen: { kind: 'solution-unanswered', number },
    keyboard: buttons([press({ kind: 'write', ticketId: id, what: 'reopen' })]),
    about: id,
    silent: isSilent(requester, clock.now(), policy),
  } as const;
  return planOf({ effects: tell(requester.person, view, ticketCard({ id }, 'below')) });
}

/** It stays solved, as the tracker wants it; it is not asked again for this solution. */
function giveUp({ ticket: { id }, closedAt }: StoredTicket, reason: string, now: number): Plan {
  return planOf({
    changes: [{ kind: 'note-told', ticketId: id, what: 'silence', about: closedAt ?? now }],
    audit: [
      {
        act: 'integration-failed',
        actor: { kind: 'service' },
        on: { kind: 'ticket', id },
        outcome: 'failed',
        reason: `close-${reason}`,
        at: now,
      },
    ],
  });
}
