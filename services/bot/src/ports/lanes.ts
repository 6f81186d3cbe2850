import type { FailureCause, InboxItem } from './inbox.ts';
import type { Delivery, OutboxItem } from './outbox.ts';

export interface TakenLane {
  readonly epoch: number;
  /**
   * Until when the owner before was heard of, where it is gone without having given the lane back, be it that it had
   * died or that it had nothing more to do. Told once, by the taking; null otherwise.
   */
  readonly abandonedAt: number | null;
}

/** There is something to do in a lane that another worker holds; `look`: in any, for a worker that stops leaves some. */
export type LaneCall = { readonly box: 'inbox' | 'outbox'; readonly lane: string } | 'look';

/** Which worker may work on a lane: a lease of 5 s, renewed while there is work. */
export interface LaneLeases {
  /** Takes or renews lanes that are free or ours already; of those, what each is held under. */
  take(lanes: readonly string[]): Promise<ReadonlyMap<string, TakenLane>>;
  /** Gives lanes back before their lease is over. */
  release(lanes: readonly string[]): Promise<void>;
  /** Heard by every worker; whom it concerns acts on it. A call that is lost costs a second, nothing else. */
  call(call: LaneCall): Promise<void>;
}

/** A lane held, and since which change of owner. */
export interface HeldLane {
  readonly lane: string;
  readonly epoch: number;
}

/** The first in a lane, and whether others stood behind it: whatever comes later wakes the lane. */
export interface First<Item> {
  readonly item: Item;
  readonly hasMore: boolean;
}

export interface FirstArrival extends First<InboxItem> {
  /** How often a process is thought to have gone with it in hand. */
  readonly suspicions: number;
}

export interface FirstEffect extends First<OutboxItem> {
  /** How often a process is thought to have gone with it in hand. */
  readonly suspicions: number;
}

/** Arrivals waiting to be handled. */
export interface InboxLanes {
  /** Lanes with something to do that no other worker holds. */
  listWaiting(max: number): Promise<readonly string[]>;
  /** The oldest arrival of a lane; null when there is nothing left. */
  next(held: HeldLane): Promise<FirstArrival | null>;
  /** One suspicion more, as long as there are fewer than so many; how many there are now. */
  suspect(item: InboxItem, max: number): Promise<{ readonly suspicions: number } | 'gone'>;
  /** Counts a failed attempt: so many in a row for this cause. `gone` when the arrival is not pending any more. */
  noteFailure(
    item: InboxItem,
    cause: FailureCause,
    now: number,
  ): Promise<{ readonly count: number; readonly failingMs: number } | 'gone'>;
  /** Sets an arrival aside for good without telling anyone: the last resort where even that failed. */
  bury(item: InboxItem): Promise<void>;
}

/** Effects waiting to be delivered. */
export interface OutboxLanes {
  /** Lanes whose first effect is due and that no other worker holds. */
  listWaiting(now: number, max: number): Promise<readonly string[]>;
  /** Marks the first effect of a lane as being sent; null where there is none, or it is not due. */
  claim(held: HeldLane, now: number): Promise<FirstEffect | null>;
  /** One suspicion more of an effect claimed; how many there are now. `fenced`: it is another worker's by now. */
  suspect(item: OutboxItem): Promise<{ readonly suspicions: number } | 'fenced'>;
  /** Notes what came of an effect. `fenced`: the row is another worker's by now, or was settled before. */
  settle(item: OutboxItem, settlement: Settlement, now: number): Promise<'settled' | 'fenced'>;
  /** Puts delayed effects that are due into their lanes; the lanes. */
  joinDue(now: number, max: number): Promise<readonly string[]>;
  /** When delayed effects come due after `from`, up to `to`; the soonest first. */
  listDue(from: number, to: number, max: number): Promise<readonly number[]>;
}

/** What remains for the outbox to note of a delivery. */
export type Settlement =
  | Extract<Delivery, { readonly kind: 'shown' | 'retry' | 'refused' | 'blocked' }>
  /** It may have arrived and will be tried again. */
  | { readonly kind: 'doubted'; readonly afterMs: number };
