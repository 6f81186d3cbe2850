import { createLogger } from '@desk/logging';
import { expect, it } from 'vitest';
import type { Delivery, OutboxItem } from '../../ports/outbox.ts';
import { attemptDelivery } from './attempt-delivery.ts';

const log = createLogger({ service: 'bot', level: 'silent' });
const item: OutboxItem = {
  ...{ id: 'e1', lane: 'chat:1', epoch: 1, standing: null, attempt: 1, doubts: 0, waitedMs: 0 },
  effect: { kind: 'retire-card', chatId: 1, card: 'draft' },
};

/** What becomes of each attempt, made when it is due. */
async function attempts(fails: (now: number) => boolean): Promise<{ at: number; delivery: Delivery }[]> {
  let now = 0;
  const attempt = attemptDelivery({
    ...{ log, clock: { now: () => now } },
    async deliver() {
      if (fails(now)) throw new Error('no connection within 2 s');
      return { kind: 'refused', reason: 'delivered after all' };
    },
  });
  const made: { at: number; delivery: Delivery }[] = [];
  for (let count = 0; count < 20; count += 1) {
    const delivery = await attempt(item);
    made.push({ at: now, delivery });
    if (delivery.kind !== 'retry') return made;
    now += delivery.afterMs;
  }
  throw new Error('It is tried for ever.');
}

it('what fails for a minute is set aside', async () => {
  const made = await attempts(() => true);
  expect(made.map(({ at }) => at / 1_000)).toEqual([0, 1, 3, 7, 15, 30, 45, 60]);
  expect(made.at(-1)?.delivery).toEqual({ kind: 'refused', reason: 'failed' });
});

it('what fails for half a minute is delivered after it', async () => {
  const made = await attempts((now) => now < 30_000);
  expect(made.at(-1)?.delivery).toEqual({ kind: 'refused', reason: 'delivered after all' });
});
