import type { Logger } from '@desk/logging';
import type { OutboxLanes, Settlement } from '../../ports/lanes.ts';
import type { Delivery, OutboxItem } from '../../ports/outbox.ts';
import type { Clock } from '../../ports/system.ts';
import { mayRepeat } from './may-repeat.ts';

export interface DeliveryNotes {
  readonly outbox: OutboxLanes;
  readonly clock: Clock;
  readonly log: Logger;
}

/** What the lane does next: goes on, waits, or is left to its new owner. */
export type Noted =
  | { readonly kind: 'next' }
  | { readonly kind: 'wait'; readonly afterMs: number }
  | { readonly kind: 'fenced' };

const repeatMs = 1_000;
const noteRetryMs = 250;
const noteAttemptsMax = 20;

/**
 * Stores what came of an effect. A result that is not noted would be delivered again, so the database gets some time
 * to come back; then it throws, and whoever takes the lane next finds the effect as one that may have arrived.
 */
export async function noteDelivery(item: OutboxItem, delivery: Delivery, notes: DeliveryNotes): Promise<Noted> {
  switch (delivery.kind) {
    case 'committed':
      return { kind: 'next' };
    case 'fenced':
      return { kind: 'fenced' };
    case 'unknown':
      return note(item, afterUnknown(item), notes);
    default:
      return note(item, delivery, notes);
  }
}

function afterUnknown(item: OutboxItem): Settlement {
  return mayRepeat({ ...item, doubts: item.doubts + 1 })
    ? { kind: 'doubted', afterMs: repeatMs }
    : { kind: 'refused', reason: 'unknown' };
}

async function note(item: OutboxItem, settlement: Settlement, notes: DeliveryNotes): Promise<Noted> {
  if ((await settlePatiently(item, settlement, notes)) === 'fenced') return { kind: 'fenced' };
  return settlement.kind === 'retry' || settlement.kind === 'doubted'
    ? { kind: 'wait', afterMs: settlement.afterMs }
    : { kind: 'next' };
}

async function settlePatiently(item: OutboxItem, settlement: Settlement, { outbox, clock, log }: DeliveryNotes) {
  for (let count = 1; ; count += 1) {
    try {
      return await outbox.settle(item, settlement, clock.now());
    } catch (error) {
      if (count >= noteAttemptsMax) throw error;
      log.warn('What came of an effect could not be noted yet', { id: item.id, error });
      await new Promise((resolve) => setTimeout(resolve, noteRetryMs));
    }
  }
}
