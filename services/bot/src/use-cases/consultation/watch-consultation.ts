import { consultationDueAt } from '@desk/domain';
import { commitDecision } from '../commit-decision.ts';
import { planOf } from '../compose-plan.ts';
import type { AdvanceNeeds } from './advance.ts';
import { planEvent } from './plan-event.ts';

/**
 * The job that acts on time: offers that expire, rounds that begin, calls that nobody answered, silence. Called too
 * early (people went on talking) it is queued again for when it is due now.
 */
export function watchConsultation(needs: AdvanceNeeds) {
  const plan = planEvent(needs);
  return (consultationId: string): Promise<'committed' | 'overtaken' | 'fenced'> =>
    commitDecision(needs.ledger, { kind: 'job', name: 'consultation' }, async () => {
      const stored = await needs.consultations.findById(consultationId);
      if (stored === null) return planOf();
      const outcome = await plan(stored, { kind: 'time-passed' }, needs.clock.now());
      if (outcome.kind === 'moved') return outcome.plan;
      const dueAt = consultationDueAt(stored.consultation, needs.policy.consultationLimits);
      if (outcome.reason !== 'not-due' || dueAt === null) return planOf();
      return planOf({ jobs: [{ queue: 'timers', timer: 'consultation', consultationId, dueAt }] });
    });
}
