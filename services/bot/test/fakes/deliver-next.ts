import type { Delivery, OutboxItem } from '../../src/ports/outbox.ts';
import type { MemoryDesk } from './memory-desk.ts';
import { epochOf, type OutboxRow, replace } from './memory-lanes.ts';
import type { SteeredClock } from './steered-clock.ts';

/** Delivers the first effect that is due in any lane; false where none is. */
export async function deliverNext(
  { lanes }: MemoryDesk,
  clock: SteeredClock,
  deliver: (item: OutboxItem) => Promise<Delivery>,
): Promise<boolean> {
  const row = heads(lanes.outbox).find(({ dueAt }) => dueAt <= clock.now());
  if (!row) return false;
  const { id, lane, attempt, doubts } = row;
  // Handed over by the plan that stored it where nothing has come since; else it has been to the table and back.
  const effect = row.plans === lanes.plans ? row.effect : structuredClone(row.effect);
  const delivery = await deliver({
    id,
    lane,
    epoch: epochOf(lanes, lane),
    effect,
    standing: null,
    attempt,
    waitedMs: 0,
    doubts,
  });
  replace(lanes.outbox, (other) => other.id === id, settled(row, delivery, clock.now()));
  return true;
}

function settled(row: OutboxRow, delivery: Delivery, now: number): Partial<OutboxRow> {
  switch (delivery.kind) {
    case 'shown':
    case 'committed':
      return { state: 'done' };
    case 'retry':
      return { dueAt: now + delivery.afterMs, attempt: row.attempt + 1 };
    case 'refused':
    case 'blocked':
      return { state: 'parked' };
    case 'unknown':
    case 'fenced':
      return { attempt: row.attempt + 1, doubts: row.doubts + 1 };
  }
}

/** The first waiting effect of every lane. */
function heads(rows: readonly OutboxRow[]): readonly OutboxRow[] {
  const lanes = new Set<string>();
  return rows.filter(({ lane, state }) => {
    if (state !== 'waiting' || lanes.has(lane)) return false;
    lanes.add(lane);
    return true;
  });
}
