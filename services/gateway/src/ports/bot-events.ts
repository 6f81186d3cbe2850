import type { ThinEvent } from '@desk/contract';

/** The bot's private listener. */
export interface BotEvents {
  /** `stored`: committed over there. */
  deliver(events: readonly ThinEvent[]): Promise<'stored' | 'unreachable' | 'refused'>;
}

/** Events of the gateway's own, kept until the bot has them. */
export interface PendingEvents {
  /** At most that many of each kind, the oldest first: one that cannot be delivered is in no other's way. */
  listOldestOfEachKind(ofKindMax: number): Promise<readonly ThinEvent[]>;
  remove(ids: readonly string[]): Promise<void>;
}
