import { compareContracts, contractVersion } from '@desk/contract';
import type { GatewayService } from '../../ports/gateway-service.ts';
import type { GatewayClient } from './gateway-client.ts';
import type { RetentionTerm } from './retention-term.ts';
import type { TrackerName } from './tracker-name.ts';

export function createGatewayService(
  gateway: Pick<GatewayClient, 'readService'>,
  {
    trackerName,
    term,
  }: { readonly trackerName: Pick<TrackerName, 'learn'>; readonly term: Pick<RetentionTerm, 'learn'> },
  ours = contractVersion,
): GatewayService {
  return {
    async meet() {
      const outcome = await gateway.readService({});
      if (outcome.kind !== 'answered') return { kind: 'away' };
      const { contractVersion: theirs } = outcome.body;
      trackerName.learn(outcome.body.trackerName);
      term.learn(outcome.body.auditRetentionDays);
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
