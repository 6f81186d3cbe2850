import type { StandingCard } from './messenger.ts';
import type { Effect } from './plan.ts';

/** An effect whose turn has come. `id`, `lane` and `epoch` go into the cause of its plan, where it has one. */
export interface OutboxItem {
  readonly id: string;
  readonly lane: string;
  readonly epoch: number;
  readonly effect: Effect;
  /** The card the effect is about, as it stands in the chat; null where there is none yet. */
  readonly standing: StandingCard | null;
  /** 1 the first time. */
  readonly attempt: number;
  /** How long it had been waiting when its turn came: since it was committed, or came due. */
  readonly waitedMs: number;
  /** How many earlier attempts may have arrived: their answer was lost, or their worker died on the way. */
  readonly doubts: number;
}

export type Delivery =
  /** Shown in the chat; the outbox marks the row and the card. `messageId`: the message that now holds it; null when none does. */
  | { readonly kind: 'shown'; readonly messageId: number | null }
  /** The effect's own plan was committed with the cause `outbox`, which marked the row. */
  | { readonly kind: 'committed' }
  /** Surely not done; holds the lane. */
  | { readonly kind: 'retry'; readonly afterMs: number; readonly reason: string }
  /** Will never be done; set aside, and the lane goes on. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** The person has blocked the bot: the chat is set aside until they unblock it. */
  | { readonly kind: 'blocked' }
  /** It left and no answer came. What can be repeated without harm is repeated. */
  | { readonly kind: 'unknown' }
  /** Another worker owns the lane by now. */
  | { readonly kind: 'fenced' };

export type Deliver = (item: OutboxItem) => Promise<Delivery>;
