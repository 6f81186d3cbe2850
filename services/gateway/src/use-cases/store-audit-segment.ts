import type { AuditLog, ShippedAudit, ShippedEntry } from '../ports/audit-log.ts';
import type { Clock } from '../ports/system.ts';
import { type Refusal, refuse } from './refusal.ts';

export interface StoreAuditSegmentPorts {
  readonly shipped: ShippedAudit;
  readonly audit: AuditLog;
  readonly clock: Clock;
}

export type StoreAuditSegmentOutcome =
  | { readonly kind: 'acknowledged'; readonly number: number }
  | Refusal<'audit-gap' | 'audit-rewritten'>;

/** Takes the bot's audit log inside. A rewritten past is not only refused, it is a finding of its own. */
export function storeAuditSegment({ shipped, audit, clock }: StoreAuditSegmentPorts) {
  return async (entries: readonly ShippedEntry[]): Promise<StoreAuditSegmentOutcome> => {
    const at = clock.now();
    const outcome = await shipped.append(entries, at);
    switch (outcome.kind) {
      case 'acknowledged':
        return outcome;
      case 'gap':
        return refuse('audit-gap', { current: outcome.expected });
      case 'rewritten': {
        const reason = `audit-rewritten-${outcome.number}`;
        const actor = { kind: 'service' } as const;
        await audit.append([{ act: 'integration-failed', actor, on: null, outcome: 'refused', reason, at }]);
        return refuse('audit-rewritten', { current: outcome.number });
      }
    }
  };
}
