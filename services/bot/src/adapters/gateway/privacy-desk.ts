import type { PrivacyDesk } from '../../ports/privacy-desk.ts';
import type { GatewayClient } from './gateway-client.ts';
import { troubleOf } from './gateway-trouble.ts';
import type { RetentionTerm } from './retention-term.ts';

export function createPrivacyDesk(
  gateway: Pick<GatewayClient, 'readOwnData' | 'erasePerson'>,
  term: Pick<RetentionTerm, 'days'>,
): PrivacyDesk {
  return {
    auditRetentionDays: term.days,

    async read(token) {
      const outcome = await gateway.readOwnData({ token });
      if (outcome.kind === 'answered') return { kind: 'read', held: outcome.body };
      return refusalOf(outcome) ?? troubleOf(outcome);
    },

    async erase(token) {
      const outcome = await gateway.erasePerson({ token });
      if (outcome.kind === 'answered') return { kind: 'erased' };
      if (outcome.kind === 'refused' && outcome.problem.code === 'still-working') return { kind: 'busy' };
      return refusalOf(outcome) ?? troubleOf(outcome);
    },
  };
}

/** Of a gateway before 1.4 nothing is there. */
function refusalOf(outcome: Parameters<typeof troubleOf>[0]) {
  if (outcome.kind !== 'refused') return null;
  const { code } = outcome.problem;
  if (code === 'session-ended') return { kind: 'session-ended' } as const;
  return code === 'not-found' ? ({ kind: 'unsupported' } as const) : null;
}
