import type { ConsultationRefusal } from '@desk/domain';
import type { StoredConsultation } from '../../ports/consultations.ts';
import type { Plan } from '../../ports/plan.ts';
import { type IsFreeNeeds, isFree } from './is-free.ts';
import { type PlanEventNeeds, planEvent } from './plan-event.ts';

export type ColleagueAsked =
  | { readonly kind: 'asked'; readonly until: number; readonly plan: Plan }
  | { readonly kind: 'not-free' }
  | { readonly kind: 'refused'; readonly reason: ConsultationRefusal };

export type AskColleague = (
  stored: StoredConsultation,
  to: { readonly to: string; readonly summary: string },
  now: number,
) => Promise<ColleagueAsked>;

/**
 * A dialogue is offered to a colleague who is free. Whoever takes their slot at the same moment wins or loses at the
 * commit, where the slot is held: overtaken, this is asked again and finds them busy.
 */
export function askColleague(needs: PlanEventNeeds & IsFreeNeeds): AskColleague {
  const plan = planEvent(needs);
  const free = isFree(needs);
  return async (stored, { to, summary }, now) => {
    const colleague = await needs.people.findById(to);
    if (colleague === null || !(await free(colleague, stored.consultation.team))) return { kind: 'not-free' };
    const outcome = await plan(stored, { kind: 'transfer-asked', to, summary }, now);
    if (outcome.kind === 'refused') return outcome.reason === 'excluded' ? { kind: 'not-free' } : outcome;
    const { consultation } = outcome;
    const until = consultation.state === 'transferring' ? consultation.offer.expiresAt : now;
    return { kind: 'asked', until, plan: outcome.plan };
  };
}
