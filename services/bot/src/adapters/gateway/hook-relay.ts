import type { HookRelay } from '../../ports/hook-relay.ts';
import type { GatewayClient } from './gateway-client.ts';
import { troubleOf } from './gateway-trouble.ts';

export function createHookRelay(gateway: GatewayClient): HookRelay {
  return {
    async relay({ headers, query, body }) {
      const outcome = await gateway.relayHook({
        body: { headers: { ...headers }, query: { ...query }, body: Buffer.from(body).toString('base64') },
      });
      if (outcome.kind === 'answered') return { kind: 'relayed', outcome: outcome.body.outcome };
      return troubleOf(outcome);
    },
  };
}
