import { judgeSession } from '@desk/domain';
import type { SessionDesk } from '../../ports/gateway-desk.ts';
import type { Delivery, OutboxItem } from '../../ports/outbox.ts';
import type { People } from '../../ports/people.ts';
import type { DeskEffect, Ledger } from '../../ports/plan.ts';
import type { Clock, Policy } from '../../ports/system.ts';
import { leaveTeams } from '../assignment/leave-team.ts';
import { joinPlans, planOf } from '../compose-plan.ts';
import { commitDelivery, retryLater } from '../deliver-effect.ts';
import type { LiveDeskSession } from '../turn.ts';
import { planSessionEnd } from './plan-session-end.ts';
import { hasActedSinceRenewal, isTokenOld, planRenewal } from './renew-session.ts';

type RenewSession = Extract<DeskEffect, { readonly kind: 'renew-session' }>;

/** Exchanges the token; says no more than that the session has ended where the gateway says so. */
export function deliverRenewal({
  people,
  sessions,
  ledger,
  clock,
  policy,
}: {
  readonly people: People;
  readonly sessions: SessionDesk;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly policy: Policy;
}) {
  return (effect: RenewSession, item: OutboxItem): Promise<Delivery> =>
    commitDelivery(ledger, item, async () => {
      const now = clock.now();
      const known = await people.findById(effect.personId);
      const session = known?.session ?? null;
      if (known === null || session === null || session.id !== effect.sessionId) return planOf();
      if (session.state === 'ended' || !isWorthRenewing(session, now, policy)) return planOf();

      const answer = await sessions.renew(session.token);
      switch (answer.kind) {
        case 'opened':
          return planRenewal(known.person, session, answer, now);
        case 'ended':
          return joinPlans(
            planSessionEnd(session, 'revoked', { now, limits: policy.sessionLimits }),
            // Perhaps because they have left.
            planOf({ effects: leaveTeams(known.person.id, known.person.profile, null) }),
          );
        case 'down':
        case 'unknown':
          return retryLater(answer, item);
      }
    });
}

/** Several effects may wait for a gateway that was away: the first that gets through does for all. */
function isWorthRenewing(session: LiveDeskSession, now: number, { sessionLimits }: Policy): boolean {
  return (
    isTokenOld(session, now) &&
    hasActedSinceRenewal(session) &&
    judgeSession(session, now, sessionLimits).kind === 'live'
  );
}
