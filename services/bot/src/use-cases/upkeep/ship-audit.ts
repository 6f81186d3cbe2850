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
  /**
   * `rewritten`: the gateway holds another entry under a number of ours. `gap`: entries that it waits for are gone here.
   * Somebody has to look into either; nothing is shipped until then.
   */
  readonly kind: 'up-to-date' | 'more' | 'away' | 'rewritten' | 'gap';
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
 * gateway says up to where it has the log, also when it has less than we believed. The last entry it has goes along
 * again, so that a log that was cut off and grew anew is noticed with the first entry of its new end.
 */
export function shipAudit(needs: Needs) {
  return async (): Promise<ShippingOutcome> => {
    let shipped = 0;
    for (let shipment = 1; shipment <= shipmentsMax; shipment += 1) {
      const from = Number((await needs.cursors.find(cursorName)) ?? 0);
      const { entries, news } = await readShipment(needs, from);
      if (news === 0) return { kind: 'up-to-date', shipped };
      const answer = await needs.feeds.shipAudit(entries);
      switch (answer.kind) {
        case 'acknowledged':
          shipped += news;
          await moveTo(needs, answer.upTo);
          if (answer.upTo > (entries.at(-1)?.number ?? 0)) return { kind: 'gap', shipped };
          break;
        case 'gap':
          if (answer.expected > from) return { kind: 'gap', shipped };
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

/** What follows `from`, behind the entry at `from` itself; of a log that ends before it, its last entry. */
async function readShipment({ auditLog }: Needs, from: number) {
  const entries = await auditLog.listAfter(Math.max(0, from - 1), entriesPerShipmentMax);
  if (from === 0) return { entries, news: entries.length };
  if (entries.length > 0) return { entries, news: entries.filter(({ number }) => number > from).length };
  const last = await auditLog.findLast();
  return { entries: last === null ? [] : [last], news: last === null ? 0 : 1 };
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
