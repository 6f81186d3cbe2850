import type { Logger } from '@desk/logging';
import type { LaneCall, LaneLeases, TakenLane } from '../../ports/lanes.ts';
import { trackUse } from './track-use.ts';

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
  /** From here on a lane goes back as soon as nobody works in it, and the others look what there is to do. */
  leave(): Promise<void>;
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

export function holdLeases(options: LeaseHolderOptions): LeaseHolder {
  const { leases, log } = options;
  const book = keepBook(options);
  const use = trackUse({ restMsMax });
  let leaving = false;
  let closed = false;
  let renewing: Promise<void> | null = null;
  let releasing = Promise.resolve();
  const timer = setInterval(renewOnce, renewEveryMs);
  timer.unref();

  function renewOnce(): void {
    renewing ??= renew().finally(() => {
      renewing = null;
    });
  }

  async function renew(): Promise<void> {
    const now = performance.now();
    book.forgetEnded(now, use.isUsed);
    const resting = leaving ? [] : use.listResting(now).filter(book.isHeld);
    const ending = [...use.listUsed(), ...resting].filter((lane) => book.isEnding(lane, now));
    for (let from = 0; from < ending.length && !closed; from += renewedMax) {
      const lanes = ending.slice(from, from + renewedMax);
      await book.take(lanes).catch(() => log.warn('Leases of lanes were not renewed', { lanes: lanes.length }));
    }
  }

  function release(lanes: readonly string[]): Promise<void> {
    book.remove(lanes);
    releasing = releasing
      .then(() => leases.release(lanes))
      .then(() => (leaving && lanes.length > 0 ? leases.call('look') : undefined))
      .catch(() => log.warn('Lanes were not given back', { lanes: lanes.length }));
    return releasing;
  }

  return {
    ...{ hold: book.hold, isHeld: book.isHeld, takeOver: book.takeOver },
    call(call) {
      // Whoever holds the lane looks by itself within a second.
      leases.call(call).catch(() => undefined);
    },
    async during(lane, work) {
      use.begin(lane);
      try {
        return await work();
      } finally {
        use.end(lane);
        if (leaving && book.isHeld(lane) && !use.isUsed(lane)) void release([lane]);
      }
    },
    giveUp: (lane) => release([lane]),
    async leave() {
      leaving = true;
      await renewing;
      await release(book.list().filter((lane) => !use.isUsed(lane)));
    },
    async close() {
      clearInterval(timer);
      closed = true;
      await renewing;
      await release(book.list());
    },
  };
}

/** What is held as far as is known here, by the leases as they were granted. */
function keepBook({ leases, leaseMs }: LeaseHolderOptions) {
  const held = new Map<string, Lease>();
  /** Nothing is begun in the last part of a lease: it might be over before the work is. */
  const freshMs = leaseMs / 2;

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

  return {
    take,
    async hold(lane: string): Promise<number | null> {
      const lease = held.get(lane);
      if (lease && lease.endsAt - performance.now() > freshMs) return lease.epoch;
      return (await take([lane])).get(lane)?.epoch ?? null;
    },
    isHeld: (lane: string) => held.has(lane),
    /** Before the next renewal but one it could not be relied on any more. */
    isEnding: (lane: string, now: number) => (held.get(lane)?.endsAt ?? 0) - now < freshMs + renewEveryMs,
    list: () => [...held.keys()],
    remove(lanes: readonly string[]): void {
      for (const lane of lanes) held.delete(lane);
    },
    forgetEnded(now: number, isUsed: (lane: string) => boolean): void {
      for (const [lane, lease] of held) if (lease.endsAt <= now && !isUsed(lane)) held.delete(lane);
    },
    takeOver(lane: string): number | null {
      const lease = held.get(lane);
      if (!lease || lease.abandonedAt === null) return null;
      held.set(lane, { ...lease, abandonedAt: null });
      return lease.abandonedAt;
    },
  };
}

/** A renewal does not know any more whom the lane was taken from; nobody may have asked yet. */
function leaseOf({ epoch, abandonedAt }: TakenLane, before: Lease | undefined, endsAt: number): Lease {
  const unasked = before?.epoch === epoch ? before.abandonedAt : null;
  return { epoch, endsAt, abandonedAt: abandonedAt ?? unasked };
}
