import { compareContracts, contractVersion } from '@desk/contract';
import type { GatewayService } from '../../ports/gateway-service.ts';
import type { GatewayClient } from './gateway-client.ts';

export function createGatewayService(
  gateway: Pick<GatewayClient, 'readService'>,
  ours = contractVersion,
): GatewayService {
  return {
    async meet() {
      const outcome = await gateway.readService({});
      if (outcome.kind !== 'answered') return { kind: 'away' };
      const { contractVersion: theirs } = outcome.body;
      switch (compareContracts(ours, theirs)) {
        case 'same':
        case 'minor':
          return { kind: 'agreed', ours, theirs };
        case 'older':
          return { kind: 'earlier', ours, theirs };
        case 'newer':
          return { kind: 'later', ours, theirs };
        case 'unreadable':
          return { kind: 'away' };
      }
    },
  };
}
