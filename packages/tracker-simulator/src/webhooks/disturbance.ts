import { z } from 'zod';
import type { Parcel } from './dispatch.ts';

/**
 * Bad weather for webhooks, the same for the same seed and the same order of events. Shares are 0 to 1 and drawn for
 * each webhook; what is duplicated is delayed or shuffled copy by copy.
 */
export const Disturbance = z.strictObject({
  seed: z.int().min(0).default(1),
  /** Lost: not even held. */
  dropShare: z.number().min(0).max(1).default(0),
  /** Sent twice. */
  duplicateShare: z.number().min(0).max(1).default(0),
  /** Sent after a while between 0 and `delayMsMax`. */
  delayShare: z.number().min(0).max(1).default(0),
  delayMsMax: z.int().min(0).max(3_600_000).default(1_000),
  /** Sent in a random order among so many; the last few of a run wait for `webhooks.deliverNow()`. 1: in order. */
  shuffleAmong: z.int().min(1).max(1_000).default(1),
});
/** As a caller writes it: everything has a default. */
export type Disturbance = z.input<typeof Disturbance>;

/** One sending of a webhook: now, after a time (without one: when told to), or when its turn in a shuffle comes. */
export type WebhookCopy =
  | { readonly kind: 'at-once' }
  | { readonly kind: 'held'; readonly delayMs: number | undefined }
  | { readonly kind: 'shuffled'; readonly shuffle: Shuffle };

/** A few webhooks that wait for others to overtake them. */
export interface Shuffle {
  /** Takes one in, and gives one whose turn has come once enough wait. */
  exchange(parcel: Parcel): Parcel | undefined;
}

/** The fate of one webhook after another. */
export function planDisturbance(disturbance: Disturbance = {}): () => readonly WebhookCopy[] {
  const { seed, dropShare, duplicateShare, delayShare, delayMsMax, shuffleAmong } = Disturbance.parse(disturbance);
  const draw = drawFrom(seed);
  const shuffle = openShuffle(shuffleAmong, drawFrom(seed + 1));

  function copy(): WebhookCopy {
    // Every draw is made whatever the shares are, so that changing one leaves the others' fates alone.
    const isLate = draw() < delayShare;
    const delayMs = Math.floor(draw() * delayMsMax);
    if (isLate) return { kind: 'held', delayMs };
    return shuffleAmong > 1 ? { kind: 'shuffled', shuffle } : { kind: 'at-once' };
  }

  return () => {
    const isDropped = draw() < dropShare;
    const isDoubled = draw() < duplicateShare;
    const copies = [copy(), copy()];
    if (isDropped) return [];
    return isDoubled ? copies : copies.slice(0, 1);
  };
}

function openShuffle(among: number, draw: () => number): Shuffle {
  const waiting: Parcel[] = [];
  return {
    exchange(parcel) {
      waiting.push(parcel);
      return waiting.length < among ? undefined : waiting.splice(Math.floor(draw() * among), 1)[0];
    },
  };
}

/** Numbers from 0 to below 1, the same for the same seed (mulberry32). */
function drawFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
