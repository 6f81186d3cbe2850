import { isOpen } from '@desk/domain';
import type { TicketDesk, TicketState } from '../../ports/gateway-desk.ts';
import type { Delivery, OutboxItem } from '../../ports/outbox.ts';
import type { Acquaintance, People } from '../../ports/people.ts';
import type { DeskEffect, Plan } from '../../ports/plan.ts';
import type { Clock, Ids, Policy } from '../../ports/system.ts';
import type { StoredTicket, Tickets } from '../../ports/tickets.ts';
import { planOf } from '../compose-plan.ts';
import { commitDelivery, retryLater } from '../deliver-effect.ts';
import { type FindToken, findToken } from '../session/find-token.ts';
import { buttons, tell } from '../show-screen.ts';
import { awaitSignIn } from './await-sign-in.ts';
import { trackerLink } from './present-work.ts';

type MoveInTracker = Extract<DeskEffect, { readonly kind: 'move-in-tracker' }>;

interface Needs extends FindToken {
  readonly tickets: Tickets;
  readonly people: People;
  readonly desk: TicketDesk;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly policy: Policy;
  /** What the tracker answers is news like any other of it. */
  readonly planState: (state: TicketState) => Promise<Plan>;
}

interface Moving {
  readonly effect: MoveInTracker;
  readonly stored: StoredTicket;
  readonly number: string;
  readonly by: Acquaintance;
}

/** Moves a ticket in the tracker in the specialist's own name; without a live session it waits for their sign-in. */
export function deliverMove(needs: Needs) {
  return (effect: MoveInTracker, item: OutboxItem): Promise<Delivery> =>
    commitDelivery(needs.ledger, item, async () => {
      const now = needs.clock.now();
      const moving = await findMoving(needs, effect);
      if (moving === null) return planOf();
      const found = await findToken(needs, moving.by, now);
      switch (found.kind) {
        case 'token':
          return move(needs, moving, found.token, { item, now });
        case 'session-ended':
          return waitForPerson(needs, moving, now);
        case 'down':
        case 'unknown':
          return retryLater(found, item);
      }
    });
}

/** Null when there is nothing to move any more: it is there, over, or somebody else's. */
async function findMoving({ tickets, people }: Needs, effect: MoveInTracker): Promise<Moving | null> {
  const stored = await tickets.findById(effect.ticketId);
  const by = await people.findById(effect.byPersonId);
  if (stored === null || by === null || stored.ticket.number === null) return null;
  const { number, status, assigneeId } = stored.ticket;
  if (status === effect.to || !isOpen(status) || assigneeId !== effect.byPersonId) return null;
  return { effect, stored, number, by };
}

async function move(
  needs: Needs,
  moving: Moving,
  token: string,
  { item, now }: { readonly item: OutboxItem; readonly now: number },
): Promise<Plan | Delivery> {
  const { effect, number } = moving;
  const key = needs.ids.derive('move', item.id);
  const answer = await needs.desk.move({ kind: 'token', token }, { key, number, to: effect.to, remark: null });
  switch (answer.kind) {
    case 'moved':
      return needs.planState(answer.state);
    case 'session-ended':
      return waitForPerson(needs, moving, now);
    case 'refused':
      return giveUp(moving, answer.reason, now);
    case 'down':
    case 'unknown':
      return retryLater(answer, item);
  }
}

function waitForPerson({ policy }: Needs, moving: Moving, now: number): Plan {
  return awaitSignIn(moving.effect, moving.by, { now, policy }) ?? giveUp(moving, 'session-ended', now);
}

/** The ticket stays theirs; its status they can still change in the tracker itself. */
function giveUp({ stored, number, by }: Moving, reason: string, now: number): Plan {
  const { id } = stored.ticket;
  const view = { screen: { kind: 'not-moved', number }, keyboard: buttons(trackerLink(stored)), about: id } as const;
  return planOf({
    effects: tell(by.person, view),
    audit: [
      {
        act: 'integration-failed',
        actor: { kind: 'service' },
        on: { kind: 'ticket', id: stored.ticket.id },
        outcome: 'failed',
        reason: `move-${reason}`,
        at: now,
      },
    ],
  });
}
