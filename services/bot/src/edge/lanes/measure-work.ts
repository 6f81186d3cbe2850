import type { HandleArrival, InboxItem } from '../../ports/inbox.ts';
import type { WorkMetrics } from '../../ports/metrics.ts';
import type { Deliver } from '../../ports/outbox.ts';
import type { Clock } from '../../ports/system.ts';
import { laneKindOf } from './lane-kind.ts';

/** What an arrival can be called; whatever else comes is `other`, so that nobody outside makes up words here. */
const updateKinds = ['message', 'edited_message', 'callback_query', 'my_chat_member'] as const;
const eventKinds = [
  'ticket-changed',
  'session-revoked',
  'security-alarm',
  'confirmation-asked',
  'confirmation-settled',
  'person-erased',
] as const;

interface Measuring {
  readonly metrics: Pick<WorkMetrics, 'handled' | 'delivered'>;
  readonly clock: Clock;
}

/** The same handling, told of to operations. */
export function measureHandling(handle: HandleArrival, { metrics, clock }: Measuring): HandleArrival {
  return async (item) => {
    const kind = kindOf(item);
    const note = (outcome: string) =>
      metrics.handled({ kind, outcome, seconds: Math.max(0, clock.now() - item.receivedAt) / 1000 });
    try {
      const outcome = await handle(item);
      note(outcome);
      return outcome;
    } catch (error) {
      note('failed');
      throw error;
    }
  };
}

/** The same delivery, told of to operations. */
export function measureDelivery(deliver: Deliver, { metrics }: Pick<Measuring, 'metrics'>): Deliver {
  return async (item) => {
    const startedAt = performance.now();
    const note = (outcome: string) =>
      metrics.delivered({
        kind: item.effect.kind,
        lane: laneKindOf(item.lane),
        outcome,
        seconds: (item.waitedMs + performance.now() - startedAt) / 1000,
      });
    try {
      const delivery = await deliver(item);
      note(delivery.kind);
      return delivery;
    } catch (error) {
      note('failed');
      throw error;
    }
  };
}

function kindOf({ source, payload }: InboxItem): string {
  if (typeof payload !== 'object' || payload === null) return 'other';
  if (source === 'telegram') return updateKinds.find((kind) => Object.hasOwn(payload, kind)) ?? 'other';
  return eventKinds.find((kind) => 'kind' in payload && payload.kind === kind) ?? 'other';
}
