import type { People } from '../../ports/people.ts';
import type { Cause, Ledger } from '../../ports/plan.ts';
import type { Clock, Policy } from '../../ports/system.ts';
import { commitDecision } from '../commit-decision.ts';
import { planOf } from '../compose-plan.ts';
import { planDismissal } from './plan-dismissal.ts';

/** The gateway took a session back (a dismissal, an operator): it ends here at once. The person is asked when they come back. */
export function endRevokedSession({
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
  return (gatewaySessionId: string, cause: Cause): Promise<'committed' | 'overtaken' | 'fenced'> =>
    commitDecision(ledger, cause, async () => {
      const known = await people.findByGatewaySession(gatewaySessionId);
      const session = known?.session ?? null;
      // The person may have signed in again since: that session is another one.
      if (known === null || session === null || session.gatewaySessionId !== gatewaySessionId) return planOf();
      // Of all ends of a session this one alone says that somebody is to be let in no more.
      return planDismissal(known, { now: clock.now(), limits: policy.sessionLimits });
    });
}
