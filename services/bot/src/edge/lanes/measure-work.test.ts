import { expect, it } from 'vitest';
import { createMemoryMetrics } from '../../../test/fakes/memory-metrics.ts';
import type { InboxItem } from '../../ports/inbox.ts';
import type { OutboxItem } from '../../ports/outbox.ts';
import { measureDelivery, measureHandling } from './measure-work.ts';

const clock = { now: () => 10_000 };

function arrival(payload: unknown, source: InboxItem['source'] = 'telegram'): InboxItem {
  return { source, sourceId: '1', lane: 'chat:1', epoch: 1, payload, receivedAt: 7_500, attempt: 1 };
}

const effect: OutboxItem = {
  ...{ id: 'e1', lane: 'chat:50', epoch: 1, standing: null, attempt: 1, doubts: 0, waitedMs: 3_000 },
  effect: { kind: 'retire-card', chatId: 50, card: 'draft' },
};

it.each<[InboxItem, string]>([
  [arrival({ update_id: 1, message: {} }), 'message'],
  [arrival({ update_id: 1, callback_query: {} }), 'callback_query'],
  [arrival({ update_id: 1, 'kind of a stranger': {} }), 'other'],
  [arrival('nonsense'), 'other'],
  [arrival({ kind: 'ticket-changed' }, 'tracker'), 'ticket-changed'],
  [arrival({ kind: 'kind of a stranger' }, 'tracker'), 'other'],
])('tells of an arrival by its kind, in words of ours alone: %#', async (item, kind) => {
  const metrics = createMemoryMetrics();
  expect(await measureHandling(async () => 'committed', { metrics, clock })(item)).toBe('committed');
  expect(metrics.work).toEqual([{ kind, outcome: 'committed', seconds: 2.5 }]);
});

it('tells of an arrival that failed, and lets it fail', async () => {
  const metrics = createMemoryMetrics();
  const handle = measureHandling(() => Promise.reject(new Error('no database')), { metrics, clock });
  await expect(handle(arrival({}))).rejects.toThrow('no database');
  expect(metrics.work).toMatchObject([{ outcome: 'failed' }]);
});

it('tells of a delivery, its waiting included, and by where its lane leads', async () => {
  const metrics = createMemoryMetrics();
  await measureDelivery(async () => ({ kind: 'shown', messageId: 1 }), { metrics })(effect);
  await measureDelivery(async () => ({ kind: 'blocked' }), { metrics })({ ...effect, lane: 'words of a stranger' });
  expect(metrics.work).toMatchObject([
    { kind: 'retire-card', lane: 'chat', outcome: 'shown' },
    { kind: 'retire-card', lane: 'other', outcome: 'blocked' },
  ]);
  expect(metrics.work[0]?.seconds).toBeGreaterThanOrEqual(3);
  expect(metrics.work[0]?.seconds).toBeLessThan(60);
});
