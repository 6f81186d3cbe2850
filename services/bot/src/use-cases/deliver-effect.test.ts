import { describe, expect, it } from 'vitest';
import type { OutboxItem } from '../ports/outbox.ts';
import type { Ledger } from '../ports/plan.ts';
import { planOf } from './compose-plan.ts';
import { commitDelivery, retryAfterMs } from './deliver-effect.ts';

const item: OutboxItem = {
  ...{ id: 'e1', lane: 'ticket:1', epoch: 3, attempt: 1, doubts: 0, waitedMs: 0, standing: null },
  effect: { kind: 'file-ticket', ticketId: '1' },
};

function ledger(...outcomes: readonly Awaited<ReturnType<Ledger['commit']>>[]) {
  const causes: unknown[] = [];
  const commit: Ledger['commit'] = async (_plan, cause) => {
    causes.push(cause);
    return outcomes[causes.length - 1] ?? 'overtaken';
  };
  return { commit, causes };
}

describe('the time until the next attempt', () => {
  it.each([
    { attempt: 1, asked: null, waits: 500 },
    { attempt: 2, asked: null, waits: 1_000 },
    { attempt: 6, asked: null, waits: 16_000 },
    { attempt: 7, asked: null, waits: 30_000 },
    { attempt: 1_000, asked: null, waits: 30_000 },
    { attempt: 1, asked: 5_000, waits: 5_000 },
    { attempt: 1, asked: 300_000, waits: 30_000 },
    { attempt: 6, asked: 1, waits: 16_000 },
  ])('after attempt $attempt, asked for $asked ms, is $waits ms', ({ attempt, asked, waits }) => {
    expect(retryAfterMs(attempt, asked)).toBe(waits);
  });
});

describe('a delivery', () => {
  it('stores its plan together with the mark of its own row', async () => {
    const { commit, causes } = ledger('committed');
    expect(await commitDelivery({ commit }, item, async () => planOf())).toEqual({ kind: 'committed' });
    expect(causes).toEqual([{ kind: 'outbox', id: 'e1', lane: 'ticket:1', epoch: 3 }]);
  });

  it('that has nothing to store yet stores nothing', async () => {
    const { commit, causes } = ledger();
    const retry = { kind: 'retry', afterMs: 1, reason: 'gateway-down' } as const;
    expect(await commitDelivery({ commit }, item, async () => retry)).toEqual(retry);
    expect(causes).toEqual([]);
  });

  it('starts over when it is overtaken, five times at most, then waits', async () => {
    let runs = 0;
    const { commit } = ledger();
    const delivery = await commitDelivery({ commit }, item, async () => {
      runs += 1;
      return planOf();
    });
    expect(runs).toBe(5);
    expect(delivery).toEqual({ kind: 'retry', afterMs: 500, reason: 'overtaken' });
  });

  it('stops where the lane is another worker’s by now', async () => {
    const { commit, causes } = ledger('overtaken', 'fenced', 'committed');
    expect(await commitDelivery({ commit }, item, async () => planOf())).toEqual({ kind: 'fenced' });
    expect(causes).toHaveLength(2);
  });
});
