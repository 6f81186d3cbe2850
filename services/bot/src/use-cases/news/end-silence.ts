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

/**
 * The job that closes a solved ticket whose requester has let the time for an answer pass, and tells them so. A gateway
 * that is away is asked again with the next look; one that refuses is not.
 */
export function endSilence(needs: Needs) {
  return (ticketId: string): Promise<'committed' | 'overtaken' | 'fenced'> =>
    commitDecision(needs.ledger, { kind: 'job', name: 'solution-silence' }, async () => {
      const stored = await needs.tickets.findById(ticketId);
      const endsAt = stored && silenceEndsAt(stored, needs.policy);
      if (stored === null || stored.ticket.number === null || endsAt === null || endsAt > needs.clock.now()) {
        return planOf();
      }
      return close(needs, stored, stored.ticket.number);
    });
}

async function close(needs: Needs, stored: StoredTicket, number: string): Promise<Plan> {
  const { id } = stored.ticket;
  const key = needs.ids.derive('end-silence', id, String(stored.closedAt));
  const answer = await needs.desk.move({ kind: 'service' }, { key, number, to: 'closed', remark: null });
  switch (answer.kind) {
    case 'moved':
      return joinPlans(await needs.planState(answer.state), await tellRequester(needs, stored, number));
    case 'session-ended':
    case 'refused':
      return giveUp(stored, answer.kind === 'refused' ? answer.reason : answer.kind, needs.clock.now());
    case 'down':
    case 'unknown':
      return planOf();
  }
}

async function tellRequester(
  { people, clock, policy }: Needs,
  { ticket }: StoredTicket,
  number: string,
): Promise<Plan> {
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
