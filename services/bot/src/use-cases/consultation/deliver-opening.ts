import type { AuditEntry, Filing } from '@desk/domain';
import type { ConsultationDesk } from '../../ports/consultation-desk.ts';
import type { StoredConsultation } from '../../ports/consultations.ts';
import type { Delivery, OutboxItem } from '../../ports/outbox.ts';
import type { DeskEffect, Plan } from '../../ports/plan.ts';
import type { Clock, Ids } from '../../ports/system.ts';
import { awaitSignIn } from '../assignment/await-sign-in.ts';
import { planOf } from '../compose-plan.ts';
import { commitDelivery, retryLater } from '../deliver-effect.ts';
import { type FindToken, findToken } from '../session/find-token.ts';
import type { PlanEventNeeds } from './plan-event.ts';

type OpenConsultation = Extract<DeskEffect, { readonly kind: 'open-consultation' }>;

export interface DeliverOpeningNeeds extends FindToken, PlanEventNeeds {
  readonly consultationDesk: ConsultationDesk;
  readonly clock: Clock;
  readonly ids: Ids;
}

/** How soon it is tried again while the tracker does not have the ticket: on its way, or back with its author. */
const lookEveryMs = { accepted: 15_000, filed: 15_000, refused: 10 * 60_000 } as const satisfies Record<Filing, number>;
/** As long as a filing goes on, and a grant would last. */
const waitMs = 72 * 3_600_000;

/**
 * Has the gateway record a consultation in its employee's own name: from its answer on the dialogue may be documented.
 * The search for a specialist does not wait for it.
 */
export function deliverOpening(needs: DeliverOpeningNeeds) {
  return (effect: OpenConsultation, item: OutboxItem): Promise<Delivery> =>
    commitDelivery(needs.ledger, item, async () => {
      const stored = await needs.consultations.findById(effect.consultationId);
      if (stored === null || stored.grant !== null || isMoot(stored)) return planOf();
      const ticket = await needs.tickets.findById(effect.ticketId);
      if (ticket === null) return planOf();
      const { number, filing } = ticket.ticket;
      if (number === null) return putOff(effect, stored, { filing, now: needs.clock.now() });
      return open(needs, { effect, item, stored, number });
    });
}

/** Over, and nobody talked: there is nothing to document. */
function isMoot({ consultation: { state, participants } }: StoredConsultation): boolean {
  return (state === 'cancelled' || state === 'abandoned') && participants.length === 0;
}

/** Behind whatever stands in the lane by then: the filing among it. */
function putOff(
  effect: OpenConsultation,
  { consultation }: StoredConsultation,
  { filing, now }: { readonly filing: Filing; readonly now: number },
): Plan {
  if (now - consultation.requestedAt >= waitMs) return planOf();
  return planOf({ effects: [{ kind: 'delayed', dueAt: now + lookEveryMs[filing], effect }] });
}

interface Opening {
  readonly effect: OpenConsultation;
  readonly item: OutboxItem;
  readonly stored: StoredConsultation;
  readonly number: string;
}

async function open(needs: DeliverOpeningNeeds, { effect, item, stored, number }: Opening): Promise<Plan | Delivery> {
  const now = needs.clock.now();
  const { consultationId } = effect;
  const { employeeId } = stored.consultation;
  const employee = await needs.people.findById(employeeId);
  if (employee === null) return planOf();
  const waitForThem = () =>
    awaitSignIn(effect, employee, { now, policy: needs.policy }) ?? unopened(consultationId, now);
  const found = await findToken(needs, employee, now);
  if (found.kind === 'session-ended') return waitForThem();
  if (found.kind !== 'token') return retryLater(found, item);

  const key = needs.ids.derive('open-consultation', consultationId);
  const answer = await needs.consultationDesk.open(found.token, { key, number, consultationId });
  switch (answer.kind) {
    case 'opened':
      return planOf({
        changes: [{ kind: 'note-grant', consultationId, grant: answer.grant }],
        audit: [auditOf(consultationId, employeeId, { outcome: 'done', reason: null }, now)],
      });
    case 'session-ended':
      return waitForThem();
    case 'refused':
      return planOf({
        audit: [auditOf(consultationId, employeeId, { outcome: 'refused', reason: answer.reason }, now)],
      });
    case 'down':
    case 'unknown':
      return retryLater(answer, item);
  }
}

/** They stayed away too long: what was said stays here until its time is over, and the audit log says so. */
function unopened(id: string, at: number): Plan {
  return planOf({
    audit: [
      {
        act: 'integration-failed',
        actor: { kind: 'service' },
        on: { kind: 'consultation', id },
        outcome: 'failed',
        reason: 'never-opened',
        at,
      },
    ],
  });
}

function auditOf(
  consultationId: string,
  personId: string,
  { outcome, reason }: { readonly outcome: 'done' | 'refused'; readonly reason: string | null },
  at: number,
): AuditEntry {
  return {
    act: 'consultation-opened',
    actor: { kind: 'person', id: personId },
    on: { kind: 'consultation', id: consultationId },
    ...{ outcome, reason, at },
  };
}
