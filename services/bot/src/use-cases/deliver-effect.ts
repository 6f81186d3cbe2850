import type { GatewayTrouble } from '../ports/gateway-desk.ts';
import type { Delivery, OutboxItem } from '../ports/outbox.ts';
import type { Ledger, Plan } from '../ports/plan.ts';
import { runsMax } from './commit-decision.ts';

const firstRetryMs = 500;
const retryMaxMs = 30_000;

/** Doubles from half a second to 30 s; what the other side asks for counts if it is longer, up to the same bound. */
export function retryAfterMs(attempt: number, askedMs: number | null): number {
  const ownMs = firstRetryMs * 2 ** Math.min(attempt - 1, 10);
  return Math.min(retryMaxMs, Math.max(ownMs, askedMs ?? 0));
}

/** The gateway was away, or its answer was lost: the effect waits where it is, and everything behind it. */
export function retryLater(
  { kind, retryAfterMs: askedMs }: GatewayTrouble,
  { attempt }: Pick<OutboxItem, 'attempt'>,
): Extract<Delivery, { readonly kind: 'retry' }> {
  return { kind: 'retry', afterMs: retryAfterMs(attempt, askedMs), reason: `gateway-${kind}` };
}

/**
 * Carries out an effect of the desk and stores what came of it together with the mark that the effect is done.
 * `carryOut` returns the plan, or the delivery where there is nothing to store yet; it loads everything anew each time
 * and must be safe to repeat, since its answer may be lost.
 */
export async function commitDelivery(
  ledger: Ledger,
  { id, lane, epoch }: OutboxItem,
  carryOut: () => Promise<Plan | Delivery>,
): Promise<Delivery> {
  for (let run = 1; run <= runsMax; run += 1) {
    const result = await carryOut();
    if ('kind' in result) return result;
    const stored = await ledger.commit(result, { kind: 'outbox', id, lane, epoch });
    if (stored === 'committed') return { kind: 'committed' };
    if (stored === 'fenced') return { kind: 'fenced' };
  }
  return { kind: 'retry', afterMs: firstRetryMs, reason: 'overtaken' };
}
