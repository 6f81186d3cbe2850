import type { Logger } from '@desk/logging';
import type { Deliver, Delivery, OutboxItem } from '../../ports/outbox.ts';
import type { Clock } from '../../ports/system.ts';
import { withinDeadline } from './within-deadline.ts';

const failuresMin = 3;
/** A database that is short of breath fails whoever asks it, and has recovered by then. */
const failingMsMin = 60_000;
const failuresRememberedMax = 10_000;
/** Filing sends files along, one after the other. */
const deliverMsMax = 10 * 60_000;
const retryMs = 1_000;
const retryMsMax = 15_000;

interface AttemptOptions {
  readonly deliver: Deliver;
  readonly clock: Clock;
  readonly log: Logger;
}

/**
 * Delivers, and makes an outcome of what is thrown. What goes on failing is a defect of ours, perhaps of this effect
 * alone: after some attempts, and a minute, it is set aside, so that the others go on.
 */
export function attemptDelivery({ deliver, clock, log }: AttemptOptions): Deliver {
  const failures = new Map<string, { readonly count: number; readonly firstAt: number }>();

  function afterFailure({ id }: OutboxItem): Delivery {
    const now = clock.now();
    const { count: before, firstAt } = failures.get(id) ?? { count: 0, firstAt: now };
    const count = before + 1;
    failures.delete(id);
    if (count >= failuresMin && now - firstAt >= failingMsMin) return { kind: 'refused', reason: 'failed' };
    if (failures.size >= failuresRememberedMax) failures.clear();
    failures.set(id, { count, firstAt });
    return { kind: 'retry', afterMs: Math.min(retryMs * 2 ** before, retryMsMax), reason: 'failed' };
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
