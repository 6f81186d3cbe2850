import type { SessionDesk } from '../../ports/gateway-desk.ts';
import type { Delivery, OutboxItem } from '../../ports/outbox.ts';
import type { DeskEffect, Ledger } from '../../ports/plan.ts';
import type { Clock } from '../../ports/system.ts';
import { planOf } from '../compose-plan.ts';
import { commitDelivery, retryAfterMs } from '../deliver-effect.ts';

type EndGatewaySession = Extract<DeskEffect, { readonly kind: 'end-gateway-session' }>;

/** At 30 s each this is longer than the gateway keeps a session that nobody renews: it is over by then in any case. */
const attemptsMax = 70;

/** Ends the session at the gateway, so that a token kept somewhere is worth nothing. */
export function deliverSessionEnd({
  sessions,
  ledger,
  clock,
}: {
  readonly sessions: SessionDesk;
  readonly ledger: Ledger;
  readonly clock: Clock;
}) {
  return (effect: EndGatewaySession, item: OutboxItem): Promise<Delivery> =>
    commitDelivery(ledger, item, async () => {
      const answer = await sessions.end(effect.gatewaySessionId);
      switch (answer.kind) {
        case 'ended':
          return planOf();
        case 'down':
        case 'unknown': {
          const reason = `gateway-${answer.kind}`;
          if (item.attempt < attemptsMax) {
            return { kind: 'retry', afterMs: retryAfterMs(item.attempt, answer.retryAfterMs), reason };
          }
          return planOf({
            audit: [
              {
                act: 'integration-failed',
                actor: { kind: 'service' },
                on: { kind: 'session', id: effect.gatewaySessionId },
                outcome: 'failed',
                reason,
                at: clock.now(),
              },
            ],
          });
        }
      }
    });
}
