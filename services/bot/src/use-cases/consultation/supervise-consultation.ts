import { type AuditEntry, type Consultation, isInLine, type Priority, priorities, supervises } from '@desk/domain';
import type { StoredConsultation } from '../../ports/consultations.ts';
import type { Plan } from '../../ports/plan.ts';
import { joinPlans, planOf } from '../compose-plan.ts';
import type { ActionOf } from '../routes.ts';
import { buttons, press, reply, type View } from '../show-screen.ts';
import { readingOf, refuseAccess } from '../supervision/supervised-teams.ts';
import { listCard } from '../tickets/list-my-tickets.ts';
import type { SignedInTurn } from '../turn.ts';
import { answerOver } from './answer-over.ts';
import { isOver } from './is-over.ts';
import { type ListConsultationsNeeds, lineOf } from './list-consultations.ts';
import { type PlanEventNeeds, planEvent } from './plan-event.ts';

type Needs = PlanEventNeeds & ListConsultationsNeeds;
type Said = { readonly consultationId: string };
type Found =
  | { readonly kind: 'found'; readonly stored: StoredConsultation }
  | { readonly kind: 'answered'; readonly plan: Plan };

/** One consultation, with what a supervisor can do about it. */
export function openConsultation(needs: Needs) {
  return async (turn: SignedInTurn, said: ActionOf<'open-consultation'>): Promise<Plan> => {
    const found = await find(needs, turn, said);
    if (found.kind === 'answered') return found.plan;
    const { consultation } = found.stored;
    return planOf({
      effects: [reply(turn, await present(needs, consultation), listCard(false))],
      audit: readingOf(turn, [consultation.team], 'consultation'),
    });
  };
}

/** One step more urgent in the line; the ticket's own priority stays the tracker's. */
export function raiseRequest(needs: Needs) {
  const plan = planEvent(needs);
  return async (turn: SignedInTurn, said: ActionOf<'raise-request'>): Promise<Plan> => {
    const found = await find(needs, turn, said);
    if (found.kind === 'answered') return found.plan;
    const { consultation } = found.stored;
    const priority = moreUrgent(consultation.priority);
    const outcome =
      priority === null ? null : await plan(found.stored, { kind: 'priority-changed', priority }, turn.now);
    const raised = outcome?.kind === 'moved' ? outcome : null;
    const view = await present(needs, raised?.consultation ?? consultation);
    const shown = planOf({ effects: [reply(turn, view, listCard(false))] });
    if (raised === null) return shown;
    return joinPlans(raised.plan, shown, planOf({ audit: [auditOf(turn, said, `to-${priority}`)] }));
  };
}

/** A request that is stuck, or a conversation that should be over: both sides hear of it. */
export function closeConsultation(needs: Needs) {
  const plan = planEvent(needs);
  return async (turn: SignedInTurn, said: ActionOf<'close-consultation'>): Promise<Plan> => {
    const found = await find(needs, turn, said);
    if (found.kind === 'answered') return found.plan;
    const outcome = await plan(found.stored, { kind: 'end-asked', by: 'supervisor' }, turn.now);
    if (outcome.kind === 'refused') return answerOver(needs, turn, said.consultationId);
    return joinPlans(
      outcome.plan,
      await answerOver(needs, turn, said.consultationId),
      planOf({ audit: [auditOf(turn, said, 'closed')] }),
    );
  };
}

async function find(needs: Needs, turn: SignedInTurn, { consultationId }: Said): Promise<Found> {
  const stored = await needs.consultations.findById(consultationId);
  if (stored !== null && !supervises(turn.person.profile, stored.consultation.team)) {
    return { kind: 'answered', plan: refuseAccess(turn, { kind: 'consultation', id: consultationId }) };
  }
  if (stored === null || isOver(stored.consultation)) {
    return { kind: 'answered', plan: await answerOver(needs, turn, consultationId) };
  }
  return { kind: 'found', stored };
}

async function present(needs: Needs, consultation: Consultation): Promise<View> {
  const { id: consultationId, ticketId, priority } = consultation;
  const waits = isInLine(consultation) || consultation.state === 'offered';
  return {
    screen: { kind: 'consultation-details', line: await lineOf(needs, consultation) },
    keyboard: buttons(
      [
        ...(waits && moreUrgent(priority) !== null ? [press({ kind: 'raise-request', consultationId })] : []),
        press({ kind: 'close-consultation', consultationId }),
      ],
      [
        press({ kind: 'open-ticket', ticketId, below: false }),
        press({ kind: 'consultation-list', page: 0 }, { caption: 'back' }),
      ],
    ),
    about: ticketId,
  };
}

function moreUrgent(priority: Priority): Priority | null {
  return priorities[priorities.indexOf(priority) - 1] ?? null;
}

function auditOf({ person, now }: SignedInTurn, { consultationId }: Said, reason: string): AuditEntry {
  return {
    act: reason === 'closed' ? 'consultation-cancelled' : 'consultation-raised',
    actor: { kind: 'person', id: person.id },
    on: { kind: 'consultation', id: consultationId },
    outcome: 'done',
    reason,
    at: now,
  };
}
