import type { Arrival, FailureCause, InboxItem } from '../../src/ports/inbox.ts';
import type { InboxLanes, LaneLeases, OutboxLanes } from '../../src/ports/lanes.ts';
import type { Clock } from '../../src/ports/system.ts';
import type { LaneRow } from './lane-row.ts';
import { memoryOutboxLanes, type StoredEffect } from './memory-outbox-lanes.ts';

export const memoryLeaseMs = 5_000;

export interface StoredArrival {
  readonly source: Arrival['source'];
  readonly sourceId: string;
  readonly lane: string;
  readonly receivedAt: number;
  state: 'pending' | 'done' | 'dead';
  attempts: number;
  suspicions: number;
  reason: FailureCause | null;
  failedAt: number | null;
}

export interface MemoryLaneStore {
  readonly arrivals: readonly StoredArrival[];
  readonly effects: readonly StoredEffect[];
  append(arrival: Pick<Arrival, 'sourceId' | 'lane'>): void;
  /** An effect of no further interest. */
  send(effect: Pick<StoredEffect, 'id' | 'lane'>): void;
  /** False where the lane is somebody else's by now, or the arrival is not pending. */
  settle(item: InboxItem, state: 'done' | 'dead'): boolean;
  leasesOf(owner: string): LaneLeases;
  inboxLanesOf(owner: string): InboxLanes;
  outboxLanesOf(owner: string): OutboxLanes;
  /** As a process finds out that starts while these are gone: their lanes are free at once. */
  freeLanesOf(owners: ReadonlySet<string>): void;
}

/** Arrivals, effects and leases as Postgres keeps them, for as many workers as a test wants. */
export function memoryLaneStore(clock: Clock): MemoryLaneStore {
  const arrivals: StoredArrival[] = [];
  const effects: StoredEffect[] = [];
  const lanes = new Map<string, LaneRow>();
  const find = ({ sourceId }: Pick<InboxItem, 'sourceId'>) =>
    arrivals.find((row) => row.sourceId === sourceId && row.state === 'pending');

  return {
    arrivals,
    effects,
    append({ sourceId, lane }) {
      const counts = { attempts: 0, suspicions: 0, reason: null, failedAt: null };
      arrivals.push({ source: 'telegram', sourceId, lane, receivedAt: clock.now(), state: 'pending', ...counts });
    },
    send({ id, lane }) {
      effects.push({
        id,
        lane,
        state: 'pending',
        epoch: 0,
        attempts: 0,
        doubts: 0,
        suspicions: 0,
        reason: null,
        dueAt: 0,
      });
    },
    settle(item, state) {
      const row = find(item);
      if (!row || lanes.get(item.lane)?.epoch !== item.epoch) return false;
      row.state = state;
      return true;
    },
    freeLanesOf(owners) {
      for (const row of lanes.values()) {
        if (row.owner === null || !owners.has(row.owner) || row.leaseUntil <= clock.now()) continue;
        row.owner = null;
        row.abandonedAt = clock.now();
      }
    },
    leasesOf: (owner) => leasesOf(lanes, owner, clock),
    outboxLanesOf: (owner) => memoryOutboxLanes(effects, lanes, owner),
    inboxLanesOf: (owner) => ({
      async listWaiting(max) {
        const waiting = new Set(arrivals.filter(({ state }) => state === 'pending').map(({ lane }) => lane));
        const isFree = (row: LaneRow | undefined) => !row || mayTake(row, owner, clock.now());
        return [...waiting].filter((lane) => isFree(lanes.get(lane))).slice(0, max);
      },
      async next({ lane, epoch }) {
        const [row, behind] = arrivals.filter((other) => other.lane === lane && other.state === 'pending');
        if (!row) return null;
        const { source, sourceId, receivedAt, suspicions } = row;
        const item = { source, sourceId, lane, epoch, payload: { sourceId }, receivedAt, attempt: row.attempts + 1 };
        return { item, hasMore: behind !== undefined, suspicions };
      },
      async suspect(item, max) {
        const row = find(item);
        if (!row) return 'gone';
        row.suspicions = Math.max(row.suspicions, Math.min(row.suspicions + 1, max));
        return { suspicions: row.suspicions };
      },
      async noteFailure(item, cause, now) {
        const row = find(item);
        if (!row) return 'gone';
        row.attempts = row.reason === cause ? row.attempts + 1 : 1;
        row.reason = cause;
        row.failedAt ??= now;
        row.suspicions = Math.min(row.suspicions, 2);
        return { count: row.attempts, failingMs: now - row.failedAt };
      },
      async bury(item) {
        const row = find(item);
        if (row) row.state = 'dead';
      },
    }),
  };
}

function leasesOf(lanes: Map<string, LaneRow>, owner: string, clock: Clock): LaneLeases {
  return {
    async take(asked) {
      const now = clock.now();
      return new Map(
        asked.flatMap((lane) => {
          const row = lanes.get(lane) ?? { owner: null, epoch: 0, leaseUntil: 0, abandonedAt: null };
          if (!mayTake(row, owner, now)) return [];
          const isOurs = row.owner === owner;
          if (isOurs) row.abandonedAt = null;
          else if (row.owner !== null) row.abandonedAt = row.leaseUntil;
          Object.assign(row, { owner, epoch: isOurs ? row.epoch : row.epoch + 1, leaseUntil: now + memoryLeaseMs });
          lanes.set(lane, row);
          return [[lane, { epoch: row.epoch, abandonedAt: row.abandonedAt }]];
        }),
      );
    },
    async release(asked) {
      for (const lane of asked) {
        const row = lanes.get(lane);
        if (row?.owner === owner) Object.assign(row, { owner: null, leaseUntil: clock.now(), abandonedAt: null });
      }
    },
    // Nobody hears it: whoever holds a lane here looks by itself.
    call: async () => undefined,
  };
}

function mayTake(row: LaneRow, owner: string, now: number): boolean {
  return row.owner === null || row.owner === owner || row.leaseUntil < now;
}
