import type { SessionDesk } from '../../ports/gateway-desk.ts';
import type { GatewayClient } from './gateway-client.ts';
import { troubleOf } from './gateway-trouble.ts';
import { needed, opened } from './sign-in-answers.ts';

export function createSessionDesk(gateway: GatewayClient): SessionDesk {
  return {
    async open({ telegramId, phone }) {
      const outcome = await gateway.openSession({ body: { telegramUserId: telegramId, phone } });
      if (outcome.kind === 'answered') {
        return outcome.status === 201 ? opened(outcome.body) : needed(outcome.body.confirmation);
      }
      if (outcome.kind === 'refused') {
        const { code, referenceCode } = outcome.problem;
        // A phone that the contract itself rejects is nobody's phone: the same polite answer.
        if (code === 'access-refused' || code === 'too-many-attempts' || code === 'request-invalid') {
          return { kind: 'access-refused', referenceCode: referenceCode ?? null };
        }
      }
      return troubleOf(outcome);
    },

    async renew(token) {
      const outcome = await gateway.renewSession({ token });
      if (outcome.kind === 'answered') return opened(outcome.body);
      if (outcome.kind === 'refused' && outcome.problem.code === 'session-ended') return { kind: 'ended' };
      return troubleOf(outcome);
    },

    async end(gatewaySessionId) {
      const outcome = await gateway.endSession({ params: { sessionId: gatewaySessionId } });
      return outcome.kind === 'answered' ? { kind: 'ended' } : troubleOf(outcome);
    },
  };
}
