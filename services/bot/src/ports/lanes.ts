import type { InboxItem } from './inbox.ts';
import type { Delivery, OutboxItem } from './outbox.ts';

/** Which worker may work on a lane: a lease of 5 s, renewed while there is work. */
export interface LaneLeases {
  /** Takes or renews lanes that are free or ours already; of those, the epoch each is held under. */
  take(lanes: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** Gives lanes back before their lease is over. */
  release(lanes: readonly string[]): Promise<void>;
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

/** Arrivals waiting to be handled. */
export interface InboxLanes {
  /** Lanes with something to do that no other worker holds. */
  listWaiting(max: number): Promise<readonly string[]>;
  /** The oldest arrival of a lane; null when there is nothing left. */
  next(held: HeldLane): Promise<First<InboxItem> | null>;
  /** Counts a failed attempt; `gone` when the arrival is not pending any more. */
  noteFailure(item: InboxItem): Promise<{ readonly attempts: number } | 'gone'>;
  /** Sets an arrival aside for good without telling anyone: the last resort where even that failed. */
  bury(item: InboxItem): Promise<void>;
}

/** Effects waiting to be delivered. */
export interface OutboxLanes {
  /** Lanes whose first effect is due and that no other worker holds. */
  listWaiting(now: number, max: number): Promise<readonly string[]>;
  /** Marks the first effect of a lane as being sent; null where there is none, or it is not due. */
  claim(held: HeldLane, now: number): Promise<First<OutboxItem> | null>;
  /** Notes what came of an effect. `fenced`: the row is another worker's by now, or was settled before. */
  settle(item: OutboxItem, settlement: Settlement, now: number): Promise<'settled' | 'fenced'>;
  /** Puts delayed effects that are due into their lanes; the lanes. */
  joinDue(now: number, max: number): Promise<readonly string[]>;
}

/** What remains for the outbox to note of a delivery. */
export type Settlement =
  | Extract<Delivery, { readonly kind: 'shown' | 'retry' | 'refused' | 'blocked' }>
  /** It may have arrived and will be tried again. */
  | { readonly kind: 'doubted'; readonly afterMs: number };
