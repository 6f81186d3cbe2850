import { advanceConsultation, type Consultation, type ConsultationEvent, type ConsultationRefusal } from '@desk/domain';
import type { StoredConsultation } from '../../ports/consultations.ts';
import type { Plan } from '../../ports/plan.ts';
import type { Policy } from '../../ports/system.ts';
import { type FindScene, findScene } from './find-scene.ts';
import { planOutcome } from './plan-outcome.ts';

export interface PlanEventNeeds extends FindScene {
  readonly policy: Policy;
}

export type EventOutcome =
  | { readonly kind: 'moved'; readonly consultation: Consultation; readonly plan: Plan }
  | { readonly kind: 'refused'; readonly reason: ConsultationRefusal };

export type PlanEvent = (stored: StoredConsultation, event: ConsultationEvent, now: number) => Promise<EventOutcome>;

/** What happens to one consultation, as a plan to be stored with whatever else the turn decides. */
export function planEvent(needs: PlanEventNeeds): PlanEvent {
  const { policy } = needs;
  return async (stored, event, now) => {
    const outcome = advanceConsultation(stored.consultation, event, { now, limits: policy.consultationLimits });
    if (outcome.kind === 'refused') return outcome;
    const scene = await findScene(needs, outcome);
    const plan = planOutcome(stored, outcome, scene, { now, policy });
    return { kind: 'moved', consultation: outcome.consultation, plan };
  };
}
