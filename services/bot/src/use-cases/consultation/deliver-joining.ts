import type { AuditEntry } from '@desk/domain';
import type { ConsultationDesk } from '../../ports/consultation-desk.ts';
import type { StoredConsultation } from '../../ports/consultations.ts';
import type { Delivery, OutboxItem } from '../../ports/outbox.ts';
import type { DeskEffect, Plan } from '../../ports/plan.ts';
import type { Clock, Ids } from '../../ports/system.ts';
import { awaitSignIn } from '../assignment/await-sign-in.ts';
import { joinPlans, planOf } from '../compose-plan.ts';
import { commitDelivery, retryLater } from '../deliver-effect.ts';
import { type FindToken, findToken } from '../session/find-token.ts';
import { isOver } from './is-over.ts';
import { type PlanEventNeeds, planEvent } from './plan-event.ts';

type JoinConsultation = Extract<DeskEffect, { readonly kind: 'join-consultation' }>;

export interface DeliverJoiningNeeds extends FindToken, PlanEventNeeds {
  readonly consultationDesk: ConsultationDesk;
  readonly clock: Clock;
  readonly ids: Ids;
}

/** How soon it is tried again where the gateway has not heard of the consultation yet. */
const lookEveryMs = 15_000;
const waitMs = 72 * 3_600_000;

/**
 * Has the gateway record who was consulted: from then on they may read the ticket and write to it. Somebody whom the
 * gateway does not let in is none to talk to, and the next one is looked for.
 */
export function deliverJoining(needs: DeliverJoiningNeeds) {
  return (effect: JoinConsultation, item: OutboxItem): Promise<Delivery> =>
    commitDelivery(needs.ledger, item, async () => {
      const stored = await needs.consultations.findById(effect.consultationId);
      if (stored === null || (isOver(stored.consultation) && stored.grant === null)) return planOf();
      const ticket = await needs.tickets.findById(effect.ticketId);
      const number = ticket?.ticket.number ?? null;
      // Nobody joins what is not open: it stands before in the lane, and may be waiting for its employee.
      if (number === null || stored.grant === null) return putOff(effect, stored, needs.clock.now());
      return join(needs, { effect, item, stored, number });
    });
}

function putOff(effect: JoinConsultation, { consultation }: StoredConsultation, now: number): Plan {
  if (now - consultation.requestedAt >= waitMs) return planOf();
  return planOf({ effects: [{ kind: 'delayed', dueAt: now + lookEveryMs, effect }] });
}

interface Joining {
  readonly effect: JoinConsultation;
  readonly item: OutboxItem;
  readonly stored: StoredConsultation;
  readonly number: string;
}

async function join(needs: DeliverJoiningNeeds, { effect, item, stored, number }: Joining): Promise<Plan | Delivery> {
  const now = needs.clock.now();
  const { consultationId, personId } = effect;
  const specialist = await needs.people.findById(personId);
  if (specialist === null) return planOf();
  const waitForThem = () => awaitSignIn(effect, specialist, { now, policy: needs.policy }) ?? planOf();
  const found = await findToken(needs, specialist, now);
  if (found.kind === 'session-ended') return waitForThem();
  if (found.kind !== 'token') return retryLater(found, item);

  const key = needs.ids.derive('join-consultation', consultationId, personId);
  const answer = await needs.consultationDesk.join(found.token, { key, number, consultationId });
  switch (answer.kind) {
    case 'joined':
      return planOf({ audit: [auditOf(effect, { outcome: 'done', reason: null }, now)] });
    case 'session-ended':
      return waitForThem();
    case 'refused': {
      const outcome = await planEvent(needs)(stored, { kind: 'person-dismissed', personId }, now);
      const refused = planOf({ audit: [auditOf(effect, { outcome: 'refused', reason: answer.reason }, now)] });
      return outcome.kind === 'moved' ? joinPlans(refused, outcome.plan) : refused;
    }
    case 'down':
    case 'unknown':
      return retryLater(answer, item);
  }
}

function auditOf(
  { consultationId, personId }: JoinConsultation,
  { outcome, reason }: { readonly outcome: 'done' | 'refused'; readonly reason: string | null },
  at: number,
): AuditEntry {
  return {
    act: 'consultation-joined',
    actor: { kind: 'person', id: personId },
    on: { kind: 'consultation', id: consultationId },
    ...{ outcome, reason, at },
  };
}
