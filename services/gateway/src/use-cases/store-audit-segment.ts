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

/**
 * Takes the bot's audit log inside. Missing entries and a rewritten past are not only refused, they are findings: each
 * is noted when it first shows, and not again while the bot repeats itself.
 */
export function storeAuditSegment({ shipped, audit, clock }: StoreAuditSegmentPorts) {
  let noted: string | null = null;

  async function note(act: 'audit-gap' | 'audit-rewritten', number: number, at: number): Promise<void> {
    const reason = `at-${number}`;
    if (noted === `${act} ${reason}`) return;
    noted = `${act} ${reason}`;
    const on = { kind: 'audit-log', id: 'bot' } as const;
    await audit.append([{ act, actor: { kind: 'service' }, on, outcome: 'refused', reason, at }]);
  }

  return async (entries: readonly ShippedEntry[]): Promise<StoreAuditSegmentOutcome> => {
    const at = clock.now();
    const outcome = await shipped.append(entries, at);
    switch (outcome.kind) {
      case 'acknowledged':
        noted = null;
        return outcome;
      case 'gap':
        await note('audit-gap', outcome.expected, at);
        return refuse('audit-gap', { current: outcome.expected });
      case 'rewritten':
        await note('audit-rewritten', outcome.number, at);
        return refuse('audit-rewritten', { current: outcome.number });
    }
  };
}
