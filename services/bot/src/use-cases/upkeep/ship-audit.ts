import type { AuditLog } from '../../ports/audit-log.ts';
import type { Cursors } from '../../ports/cursors.ts';
import type { DeskFeeds } from '../../ports/gateway-desk.ts';
import type { Ledger } from '../../ports/plan.ts';
import type { Clock } from '../../ports/system.ts';
import { planOf } from '../compose-plan.ts';

const cursorName = 'audit-shipped';
const entriesPerShipmentMax = 500;
const shipmentsMax = 20;

export interface ShippingOutcome {
  /** `rewritten`: the gateway holds another entry under a number of ours. Somebody has to look into it. */
  readonly kind: 'up-to-date' | 'more' | 'away' | 'rewritten';
  readonly shipped: number;
}

interface Needs {
  readonly auditLog: AuditLog;
  readonly feeds: DeskFeeds;
  readonly cursors: Cursors;
  readonly ledger: Ledger;
  readonly clock: Clock;
}

/**
 * Brings the audit log inside, where reviewers read it: what is there cannot be changed from here any more. The
 * gateway says up to where it has the log, also when it has less than we believed.
 */
export function shipAudit(needs: Needs) {
  return async (): Promise<ShippingOutcome> => {
    let shipped = 0;
    for (let shipment = 1; shipment <= shipmentsMax; shipment += 1) {
      const from = Number((await needs.cursors.find(cursorName)) ?? 0);
      const entries = await needs.auditLog.listAfter(from, entriesPerShipmentMax);
      if (entries.length === 0) return { kind: 'up-to-date', shipped };
      const answer = await needs.feeds.shipAudit(entries);
      switch (answer.kind) {
        case 'acknowledged':
          shipped += entries.length;
          await moveTo(needs, answer.upTo);
          break;
        case 'gap':
          await moveTo(needs, answer.expected - 1);
          break;
        case 'rewritten':
          await noteFailure(needs);
          return { kind: 'rewritten', shipped };
        case 'down':
        case 'unknown':
          return { kind: 'away', shipped };
      }
    }
    return { kind: 'more', shipped };
  };
}

async function moveTo({ ledger }: Needs, number: number): Promise<void> {
  const changes = [{ kind: 'move-cursor', name: cursorName, value: String(number) } as const];
  await ledger.commit(planOf({ changes }), { kind: 'job', name: 'ship-audit' });
}

async function noteFailure({ ledger, clock }: Needs): Promise<void> {
  const entry = {
    act: 'integration-failed',
    actor: { kind: 'service' },
    on: null,
    outcome: 'failed',
    reason: 'audit-rewritten',
    at: clock.now(),
  } as const;
  await ledger.commit(planOf({ audit: [entry] }), { kind: 'job', name: 'ship-audit' });
}
