import type { OutboxLanes, Settlement } from '../../src/ports/lanes.ts';
import type { OutboxItem } from '../../src/ports/outbox.ts';
import type { LaneRow } from './lane-row.ts';

export interface StoredEffect {
  readonly id: string;
  readonly lane: string;
  state: 'pending' | 'sending' | 'delivered' | 'parked';
  epoch: number;
  attempts: number;
  doubts: number;
  suspicions: number;
  reason: string | null;
  dueAt: number;
}

/** Effects as Postgres hands them out to one worker; each is the filing of a ticket of its own id. */
export function memoryOutboxLanes(
  effects: readonly StoredEffect[],
  lanes: ReadonlyMap<string, LaneRow>,
  owner: string,
): OutboxLanes {
  const waits = ({ state }: StoredEffect) => state === 'pending' || state === 'sending';
  const claimed = ({ id, epoch }: OutboxItem) =>
    effects.find((row) => row.id === id && row.epoch === epoch && row.state === 'sending');

  return {
    async listWaiting(now, max) {
      const due = effects.filter((row) => waits(row) && row.dueAt <= now);
      return [...new Set(due.map(({ lane }) => lane))].slice(0, max);
    },
    async claim({ lane, epoch }, now) {
      const held = lanes.get(lane);
      const [row, behind] = effects.filter((other) => other.lane === lane && waits(other));
      if (!row || row.dueAt > now || held?.owner !== owner || held.epoch !== epoch) return null;
      if (row.state === 'sending') {
        if (row.epoch >= epoch) return null;
        row.doubts += 1;
        if (held.abandonedAt !== null) row.suspicions = Math.max(row.suspicions, Math.min(row.suspicions + 1, 2));
      }
      Object.assign(row, { state: 'sending', epoch, attempts: row.attempts + 1 });
      return { item: itemOf(row), hasMore: behind !== undefined, suspicions: row.suspicions };
    },
    async suspect(item) {
      const row = claimed(item);
      if (!row) return 'fenced';
      row.suspicions += 1;
      return { suspicions: row.suspicions };
    },
    async settle(item, settlement, now) {
      const row = claimed(item);
      if (!row) return 'fenced';
      Object.assign(row, settled(row, settlement, now));
      return 'settled';
    },
    joinDue: async () => [],
    listDue: async () => [],
  };
}

function itemOf({ id, lane, epoch, attempts, doubts }: StoredEffect): OutboxItem {
  const effect = { kind: 'file-ticket', ticketId: id } as const;
  return { id, lane, epoch, effect, standing: null, attempt: attempts, waitedMs: 0, doubts };
}

function settled(row: StoredEffect, settlement: Settlement, now: number): Partial<StoredEffect> {
  switch (settlement.kind) {
    case 'shown':
      return { state: 'delivered' };
    case 'refused':
      return { state: 'parked', reason: settlement.reason };
    case 'blocked':
      return { state: 'parked', reason: 'blocked' };
    case 'retry':
    case 'doubted': {
      const doubts = row.doubts + (settlement.kind === 'doubted' ? 1 : 0);
      const suspicions = Math.min(row.suspicions, 1);
      return { state: 'pending', dueAt: now + settlement.afterMs, doubts, suspicions };
    }
  }
}
