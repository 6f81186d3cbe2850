import type { Clock } from '../clock.ts';
import { createTokenBucket, type TokenBucket } from './token-bucket.ts';

/**
 * Telegram's limits as its FAQ words them: about one message a second in a chat, with short bursts; twenty a minute in
 * a group; about thirty a second in all for bulk notices. Replies may go faster: whatever a person does earns the
 * bot a few messages to that chat that count towards neither.
 */
export const FLOOD_LIMITS = {
  chatBurst: 8,
  chatPerSecond: 1,
  groupPerMinute: 20,
  bulkPerSecond: 30,
  repliesPerUpdate: 4,
  repliesMax: 20,
  replyWithinMs: 60_000,
} as const;

/** Chats whose buckets are remembered; an older one starts full again. */
const CHATS_REMEMBERED_MAX = 20_000;

interface ChatBudget {
  bucket: TokenBucket;
  replies: number;
  heardAtMs: number;
}

export class FloodControl {
  readonly #clock: Clock;
  readonly #enabled: boolean;
  readonly #chats = new Map<number, ChatBudget>();
  readonly #bulk = createTokenBucket({ capacity: FLOOD_LIMITS.bulkPerSecond, perSecond: FLOOD_LIMITS.bulkPerSecond });

  constructor({ clock, enabled }: { clock: Clock; enabled: boolean }) {
    this.#clock = clock;
    this.#enabled = enabled;
  }

  /** A person did something in this chat. */
  heard(chatId: number): void {
    if (!this.#enabled) return;
    const budget = this.#budget(chatId);
    const now = this.#clock.now();
    const kept = now - budget.heardAtMs <= FLOOD_LIMITS.replyWithinMs ? budget.replies : 0;
    budget.replies = Math.min(kept + FLOOD_LIMITS.repliesPerUpdate, FLOOD_LIMITS.repliesMax);
    budget.heardAtMs = now;
  }

  /** Zero when the messages may go, otherwise the whole seconds to wait. */
  spend(chatId: number, messages: number): number {
    if (!this.#enabled) return 0;
    const now = this.#clock.now();
    const budget = this.#budget(chatId);
    const fresh = now - budget.heardAtMs <= FLOOD_LIMITS.replyWithinMs;
    const free = fresh && chatId > 0 ? Math.min(budget.replies, messages) : 0;
    const charged = messages - free;
    if (charged > 0) {
      const waitMs = Math.max(budget.bucket.waitMs(charged, now), this.#bulk.waitMs(charged, now));
      if (waitMs > 0) return Math.max(1, Math.ceil(waitMs / 1000));
      budget.bucket.spend(charged, now);
      this.#bulk.spend(charged, now);
    }
    budget.replies -= free;
    return 0;
  }

  #budget(chatId: number): ChatBudget {
    const known = this.#chats.get(chatId);
    if (known) return known;
    const [oldest] = this.#chats.keys();
    if (this.#chats.size >= CHATS_REMEMBERED_MAX && oldest !== undefined) this.#chats.delete(oldest);
    const bucket =
      chatId > 0
        ? createTokenBucket({ capacity: FLOOD_LIMITS.chatBurst, perSecond: FLOOD_LIMITS.chatPerSecond })
        : createTokenBucket({ capacity: FLOOD_LIMITS.groupPerMinute, perSecond: FLOOD_LIMITS.groupPerMinute / 60 });
    const budget: ChatBudget = { bucket, replies: 0, heardAtMs: 0 };
    this.#chats.set(chatId, budget);
    return budget;
  }
}
