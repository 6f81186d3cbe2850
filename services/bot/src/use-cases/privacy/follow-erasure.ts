import type { People } from '../../ports/people.ts';
import type { Cause, Ledger } from '../../ports/plan.ts';
import type { Clock, Policy } from '../../ports/system.ts';
import { commitDecision } from '../commit-decision.ts';
import { joinPlans, planOf } from '../compose-plan.ts';
import { planDismissal } from '../session/plan-dismissal.ts';

/**
 * The gateway has erased somebody: the same follows here. What they are in the middle of ends first, as if they had
 * left the company; what erases them comes behind it, in its turn.
 */
export function followErasure({
  people,
  ledger,
  clock,
  policy,
}: {
  readonly people: People;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly policy: Policy;
}) {
  return (employeeId: string, cause: Cause): Promise<'committed' | 'overtaken' | 'fenced'> =>
    commitDecision(ledger, cause, async () => {
      const known = await people.findByEmployeeId(employeeId);
      if (known === null) return planOf();
      const { id: personId } = known.person;
      return joinPlans(
        planDismissal(known, { now: clock.now(), limits: policy.sessionLimits }),
        planOf({ effects: [{ kind: 'erase-person', personId, asked: 'inside' }] }),
      );
    });
}
