import type { FirstEffect, HeldLane } from '../../../ports/lanes.ts';
import type { OutboxItem } from '../../../ports/outbox.ts';
import { type Claimed, keepStrays, type Strays } from './stray-effects.ts';

/** Where an effect stands in its lane, if it is claimed as it is stored. */
export interface Place {
  readonly epoch: number;
  readonly seq: number;
}

export interface PlacedEffect extends FirstEffect {
  readonly seq: number;
}

/**
 * What this process knows of the heads of the lanes it works in. Of a lane in which nothing waits, the next effect is
 * claimed as it is stored, and handed over in memory: no statement, and no wait for the disk, of its own. The table has
 * the last word: where the lane has another owner by then, or something else came first, the effect just waits there.
 */
export interface LaneHeads {
  /** Claimed in the table: from here on in hand. */
  hold(first: PlacedEffect): void;
  /** What was in hand is done. Where nothing stood behind it, nothing waits in its lane. */
  settle(item: Pick<OutboxItem, 'id' | 'lane'>): void;
  /** The place of an effect about to be stored; null where it has to wait to be claimed. One asks at a time. */
  ask(lane: string, id: string): Place | null;
  /** It was stored, and claimed: for whoever takes it. */
  store(first: PlacedEffect): void;
  /** It was stored without being claimed, or not at all. */
  decline(lane: string, id: string): void;
  /** Nobody knows whether it was stored: a stray, should it have been. */
  lose(lane: string, id: string): void;
  /** What was claimed as it was stored, once; null where the table has to be asked. */
  take(held: HeldLane): FirstEffect | null;
  /** These lanes go back: what was claimed for nobody in them, or is about to be. */
  leave(lanes: readonly string[]): readonly Claimed[];
  readonly strays: Strays;
}

type Head =
  | { readonly kind: 'in-hand'; readonly id: string; readonly place: Place; readonly hasMore: boolean }
  | { readonly kind: 'empty'; readonly place: Place }
  /** `isMissed`: somebody looked for work meanwhile, and would not come back. */
  | { readonly kind: 'asked'; readonly id: string; readonly place: Place; readonly isMissed: boolean }
  | { readonly kind: 'stored'; readonly first: PlacedEffect; readonly since: number };

const lanesMax = 5_000;

export function keepLaneHeads(): LaneHeads {
  const heads = new Map<string, Head>();
  const strays = keepStrays();

  /** The effect that waits for the answer to its being stored, if it is that one. */
  function askedFor(lane: string, id: string) {
    const head = heads.get(lane);
    return head?.kind === 'asked' && head.id === id ? head : null;
  }

  function hold({ item: { id, lane, epoch }, seq, hasMore }: PlacedEffect): void {
    heads.set(lane, { kind: 'in-hand', id, place: { epoch, seq }, hasMore });
  }

  return {
    ...{ strays, hold },
    settle({ id, lane }) {
      const head = heads.get(lane);
      if (head?.kind !== 'in-hand' || head.id !== id) return;
      heads.delete(lane);
      if (head.hasMore) return;
      makeWay(heads);
      heads.set(lane, { kind: 'empty', place: { ...head.place, seq: head.place.seq + 1 } });
    },
    ask(lane, id) {
      const head = heads.get(lane);
      if (head?.kind !== 'empty') return null;
      heads.set(lane, { kind: 'asked', id, place: head.place, isMissed: false });
      return head.place;
    },
    store(first) {
      const { id, lane } = first.item;
      const asked = askedFor(lane, id);
      // The lane has gone back since, and this with it.
      if (asked === null) return;
      const hasMore = first.hasMore || asked.isMissed;
      heads.set(lane, { kind: 'stored', first: { ...first, hasMore }, since: performance.now() });
    },
    decline(lane, id) {
      if (askedFor(lane, id) !== null) heads.delete(lane);
    },
    lose(lane, id) {
      const asked = askedFor(lane, id);
      if (asked === null) return;
      heads.delete(lane);
      strays.add(claimedBy(asked));
    },
    take({ lane, epoch }) {
      const head = heads.get(lane);
      if (head?.kind === 'asked') heads.set(lane, { ...head, isMissed: true });
      if (head?.kind !== 'stored' || head.first.item.epoch !== epoch) return null;
      hold(head.first);
      const { item, hasMore, suspicions } = head.first;
      return { item: { ...item, waitedMs: performance.now() - head.since }, hasMore, suspicions };
    },
    leave(lanes) {
      const left = lanes.flatMap((lane) => claimedBy(heads.get(lane)));
      for (const lane of lanes) heads.delete(lane);
      return left;
    },
  };
}

/** The lane that has been empty for longest makes way for one more. */
function makeWay(heads: Map<string, Head>): void {
  if (heads.size < lanesMax) return;
  for (const [lane, { kind }] of heads) {
    if (kind === 'empty') return void heads.delete(lane);
  }
}

/** What was claimed as it was stored, or may have been, and is not in hand. */
function claimedBy(head: Head | undefined): readonly Claimed[] {
  switch (head?.kind) {
    case 'asked':
      return [{ id: head.id, epoch: head.place.epoch }];
    case 'stored':
      return [{ id: head.first.item.id, epoch: head.first.item.epoch }];
    default:
      return [];
  }
}
