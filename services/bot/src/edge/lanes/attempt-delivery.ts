import type { Logger } from '@desk/logging';
import type { Deliver, Delivery, OutboxItem } from '../../ports/outbox.ts';
import { withinDeadline } from './within-deadline.ts';

const failuresMax = 3;
const failuresRememberedMax = 10_000;
/** Filing sends files along, one after the other. */
const deliverMsMax = 10 * 60_000;
const retryMs = 1_000;

/**
 * Delivers, and makes an outcome of what is thrown. That is a defect of ours, perhaps of this effect alone: after some
 * attempts it is set aside, so that the others go on.
 */
export function attemptDelivery({ deliver, log }: { readonly deliver: Deliver; readonly log: Logger }): Deliver {
  const failures = new Map<string, number>();

  function afterFailure({ id }: OutboxItem): Delivery {
    const count = (failures.get(id) ?? 0) + 1;
    failures.delete(id);
    if (count >= failuresMax) return { kind: 'refused', reason: 'failed' };
    if (failures.size >= failuresRememberedMax) failures.clear();
    failures.set(id, count);
    return { kind: 'retry', afterMs: retryMs * count, reason: 'failed' };
  }

  return async (item) => {
    try {
      const delivery = await withinDeadline(deliver(item), deliverMsMax);
      failures.delete(item.id);
      return delivery;
    } catch (error) {
      log.error('An effect was not delivered', { id: item.id, effect: item.effect.kind, error });
      return afterFailure(item);
    }
  };
}
