import type { ConsultationEvent } from '@desk/domain';
import type { Cause, Ledger } from '../../ports/plan.ts';
import type { Clock } from '../../ports/system.ts';
import { commitDecision } from '../commit-decision.ts';
import { planOf } from '../compose-plan.ts';
import { type PlanEventNeeds, planEvent } from './plan-event.ts';

export interface AdvanceNeeds extends PlanEventNeeds {
  readonly ledger: Ledger;
  readonly clock: Clock;
}

export type Advance = (
  consultationId: string,
  event: ConsultationEvent,
  cause: Cause,
) => Promise<'committed' | 'overtaken' | 'fenced'>;

/** One consultation changes by itself, outside of anybody's turn. Where the event means nothing to it, nothing happens. */
export function advance(needs: AdvanceNeeds): Advance {
  const plan = planEvent(needs);
  return (consultationId, event, cause) =>
    commitDecision(needs.ledger, cause, async () => {
      const stored = await needs.consultations.findById(consultationId);
      if (stored === null) return planOf();
      const outcome = await plan(stored, event, needs.clock.now());
      return outcome.kind === 'moved' ? outcome.plan : planOf();
    });
}
