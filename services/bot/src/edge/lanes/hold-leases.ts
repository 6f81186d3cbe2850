import type { Logger } from '@desk/logging';
import type { LaneCall, LaneLeases, TakenLane } from '../../ports/lanes.ts';

/** The lanes this process holds, as far as it can know: a lease counts from before it was asked for. */
export interface LeaseHolder {
  /** The epoch under which the lane is ours for a while; null when it is someone else's. */
  hold(lane: string): Promise<number | null>;
  /** Whether the lane is ours as far as is known here. */
  isHeld(lane: string): boolean;
  /** Tells the holder of a lane that was not to be had. */
  call(call: LaneCall): void;
  /** Asked once after a lane was taken from an owner that did not give it back: until when that one was heard of. */
  takeOver(lane: string): number | null;
  /** Renewed for as long as the work goes on, however long it takes, and a while beyond: more may come. */
  during<Result>(lane: string, work: () => Promise<Result>): Promise<Result>;
  /** Something is unclear about the lane: given back, so that it is taken under a new epoch. */
  giveUp(lane: string): Promise<void>;
  /** Stops renewing and gives every lane back. */
  close(): Promise<void>;
}

export interface LeaseHolderOptions {
  readonly leases: LaneLeases;
  readonly log: Logger;
  /** What the store grants. */
  readonly leaseMs: number;
}

interface Lease {
  readonly epoch: number;
  /** On the monotonic clock of this process. */
  readonly endsAt: number;
  readonly abandonedAt: number | null;
}

const renewEveryMs = 1_000;
/** Who talks says something every few seconds: the lane is kept in between, so that nobody waits for a lease. */
const restMsMax = 15_000;
/** In one statement, which others on its connection wait for. */
const renewedMax = 50;

export function holdLeases({ leases, log, leaseMs }: LeaseHolderOptions): LeaseHolder {
  const held = new Map<string, Lease>();
  const inUse = new Map<string, number>();
  /** When the work in a lane last ended; the longest ago first. */
  const usedAt = new Map<string, number>();
  /** Nothing is begun in the last part of a lease: it might be over before the work is. */
  const freshMs = leaseMs / 2;
  let closed = false;
  let renewing: Promise<void> | null = null;
  const timer = setInterval(renewOnce, renewEveryMs);
  timer.unref();

  function renewOnce(): void {
    renewing ??= renew().finally(() => {
      renewing = null;
    });
  }

  async function take(lanes: readonly string[]): Promise<ReadonlyMap<string, TakenLane>> {
    const askedAt = performance.now();
    const taken = await leases.take(lanes);
    for (const lane of lanes) {
      const fresh = taken.get(lane);
      if (fresh === undefined) held.delete(lane);
      else held.set(lane, leaseOf(fresh, held.get(lane), askedAt + leaseMs));
    }
    return taken;
  }

  async function renew(): Promise<void> {
    const now = performance.now();
    for (const [lane, lease] of held) if (lease.endsAt <= now && !inUse.has(lane)) held.delete(lane);
    forgetRested(now);
    const resting = [...usedAt.keys()].filter((lane) => held.has(lane) && !inUse.has(lane));
    const isEnding = (lane: string) => (held.get(lane)?.endsAt ?? 0) - now < freshMs + renewEveryMs;
    const ending = [...inUse.keys(), ...resting].filter(isEnding);
    for (let from = 0; from < ending.length && !closed; from += renewedMax) {
      const lanes = ending.slice(from, from + renewedMax);
      await take(lanes).catch(() => log.warn('Leases of lanes were not renewed', { lanes: lanes.length }));
    }
  }

  function forgetRested(now: number): void {
    for (const [lane, at] of usedAt) {
      if (now - at <= restMsMax) return;
      usedAt.delete(lane);
    }
  }

  function leave(lane: string): void {
    const users = (inUse.get(lane) ?? 1) - 1;
    if (users > 0) {
      inUse.set(lane, users);
      return;
    }
    inUse.delete(lane);
    usedAt.delete(lane);
    usedAt.set(lane, performance.now());
  }

  return {
    async hold(lane) {
      const lease = held.get(lane);
      if (lease && lease.endsAt - performance.now() > freshMs) return lease.epoch;
      return (await take([lane])).get(lane)?.epoch ?? null;
    },
    isHeld: (lane) => held.has(lane),
    call(call) {
      // Whoever holds the lane looks by itself within a second.
      leases.call(call).catch(() => undefined);
    },
    takeOver(lane) {
      const lease = held.get(lane);
      if (!lease || lease.abandonedAt === null) return null;
      held.set(lane, { ...lease, abandonedAt: null });
      return lease.abandonedAt;
    },
    async during(lane, work) {
      inUse.set(lane, (inUse.get(lane) ?? 0) + 1);
      try {
        return await work();
      } finally {
        leave(lane);
      }
    },
    async giveUp(lane) {
      held.delete(lane);
      await leases.release([lane]).catch(() => log.warn('A lane was not given back'));
    },
    async close() {
      clearInterval(timer);
      closed = true;
      await renewing;
      const lanes = [...held.keys()];
      held.clear();
      await leases.release(lanes).catch(() => log.warn('Lanes were not given back', { lanes: lanes.length }));
    },
  };
}

/** A renewal does not know any more whom the lane was taken from; nobody may have asked yet. */
function leaseOf({ epoch, abandonedAt }: TakenLane, before: Lease | undefined, endsAt: number): Lease {
  const unasked = before?.epoch === epoch ? before.abandonedAt : null;
  return { epoch, endsAt, abandonedAt: abandonedAt ?? unasked };
}
