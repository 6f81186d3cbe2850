import { describe, expect, it } from 'vitest';
import { memoryDesk } from '../../../test/fakes/memory-desk.ts';
import { steeredClock } from '../../../test/fakes/steered-clock.ts';
import type { AuditLine, DeskFeeds } from '../../ports/gateway-desk.ts';
import { shipAudit } from './ship-audit.ts';

type Answer = Awaited<ReturnType<DeskFeeds['shipAudit']>>;

/** A log of so many entries, and a gateway that answers as told; what it was sent, by numbers. */
function setting(entries: number, ...answers: readonly Answer[]) {
  const clock = steeredClock(0);
  const desk = memoryDesk({ clock });
  const sent: number[][] = [];
  const lines = Array.from({ length: entries }, (_, index): AuditLine => {
    return { number: index + 1, bytes: new Uint8Array(), hash: '' };
  });
  const ship = shipAudit({
    ...desk,
    clock,
    auditLog: {
      append: async () => 0,
      listAfter: async (number, max) => lines.filter((line) => line.number > number).slice(0, max),
      findLast: async () => lines.at(-1) ?? null,
    },
    feeds: {
      changesSince: async () => ({ kind: 'down', retryAfterMs: null }),
      look: async () => ({ kind: 'down', retryAfterMs: null }),
      workload: async () => ({ kind: 'down', retryAfterMs: null }),
      shipAudit: async (shipment) => {
        sent.push(shipment.map(({ number }) => number));
        return answers[sent.length - 1] ?? { kind: 'acknowledged', upTo: shipment.at(-1)?.number ?? 0 };
      },
    },
  });
  return { desk, sent, ship };
}

describe('shipping the audit log', () => {
  it('brings every entry, a shipment at a time, each behind the last one there', async () => {
    const { sent, ship } = setting(1_200);
    expect(await ship()).toEqual({ kind: 'up-to-date', shipped: 1_200 });
    expect(sent.map((numbers) => [numbers[0], numbers.at(-1)])).toEqual([
      [1, 500],
      [500, 999],
      [999, 1_200],
    ]);
    expect(await ship()).toEqual({ kind: 'up-to-date', shipped: 0 });
  });

  it('begins again where the gateway misses entries', async () => {
    const { desk, sent, ship } = setting(5, { kind: 'gap', expected: 3 });
    await desk.ledger.commit(
      {
        ...{ effects: [], audit: [], jobs: [], cause: 'done' },
        changes: [{ kind: 'move-cursor', name: 'audit-shipped', value: '4' }],
      },
      { kind: 'job', name: 'test' },
    );
    expect(await ship()).toEqual({ kind: 'up-to-date', shipped: 3 });
    expect(sent).toEqual([
      [4, 5],
      [2, 3, 4, 5],
    ]);
  });

  it('stops where what the gateway waits for is gone', async () => {
    const { sent, ship } = setting(5, { kind: 'gap', expected: 9 });
    expect(await ship()).toEqual({ kind: 'gap', shipped: 0 });
    expect(sent).toHaveLength(1);
  });

  it('shows the gateway the end of a log that is shorter than what was shipped', async () => {
    const { desk, sent, ship } = setting(3, { kind: 'rewritten' }, { kind: 'acknowledged', upTo: 7 });
    const changes = [{ kind: 'move-cursor', name: 'audit-shipped', value: '7' }] as const;
    const plan = { ...{ effects: [], audit: [], jobs: [], cause: 'done' as const }, changes };
    await desk.ledger.commit(plan, { kind: 'job', name: 'test' });
    expect(await ship()).toMatchObject({ kind: 'rewritten' });
    expect(await ship()).toMatchObject({ kind: 'gap' });
    expect(sent).toEqual([[3], [3]]);
  });

  it.each([
    { kind: 'down', retryAfterMs: null },
    { kind: 'unknown', retryAfterMs: null },
  ] as const)('waits for a gateway that is away', async (answer) => {
    const { desk, ship } = setting(2, answer);
    expect(await ship()).toEqual({ kind: 'away', shipped: 0 });
    expect(await desk.cursors.find('audit-shipped')).toBeNull();
  });

  it('stops and notes it where the gateway holds something else', async () => {
    const { desk, ship } = setting(2, { kind: 'rewritten' });
    expect(await ship()).toEqual({ kind: 'rewritten', shipped: 0 });
    expect(desk.tables.audit).toMatchObject([{ act: 'integration-failed', reason: 'audit-rewritten' }]);
  });
});
