import { randomInt } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import type { Journal } from '../state/journal.ts';
import type { Update, UpdateBody } from '../wire/message.ts';

export const MESSAGE_LIFE_MS = 24 * 60 * 60 * 1000;
export const CALLBACK_LIFE_MS = 150 * 1000;
/** Beyond this the oldest updates are given up, whatever their age. */
export const PENDING_UPDATES_MAX = 100_000;
const QUIET_WEEK_MS = 7 * 24 * 60 * 60 * 1000;
const FIRST_UPDATE_ID = 100_000_000;

export type UpdateType = 'message' | 'edited_message' | 'callback_query' | 'my_chat_member';

/** Every name Telegram allows in allowed_updates; only the first four ever happen here. */
export const UPDATE_TYPES = [
  'message',
  'edited_message',
  'callback_query',
  'my_chat_member',
  'channel_post',
  'edited_channel_post',
  'business_connection',
  'business_message',
  'edited_business_message',
  'deleted_business_messages',
  'message_reaction',
  'message_reaction_count',
  'inline_query',
  'chosen_inline_result',
  'shipping_query',
  'pre_checkout_query',
  'purchased_paid_media',
  'poll',
  'poll_answer',
  'chat_member',
  'chat_join_request',
  'chat_boost',
  'removed_chat_boost',
] as const;

export const PendingUpdate = z.object({
  updateId: z.number(),
  /** Updates of one lane are delivered one after the other; different lanes overtake each other. */
  lane: z.string(),
  chatId: z.number(),
  messageId: z.number().optional(),
  callbackQueryId: z.string().optional(),
  expiresAtMs: z.number(),
  /** The update as it travels. */
  json: z.string(),
});
export type PendingUpdate = z.infer<typeof PendingUpdate>;

export interface UpdateAddress {
  chatId: number;
  messageId?: number;
  callbackQueryId?: string;
}

/** What waits for the bot, in order of update ids. */
export class UpdateQueue {
  readonly #clock: Clock;
  readonly #journal: Journal;
  readonly #pending = new Map<number, PendingUpdate>();
  readonly #listeners = new Set<(update: PendingUpdate) => void>();
  readonly #doneListeners = new Set<(update: PendingUpdate) => void>();
  #allowed: ReadonlySet<string> | undefined;
  #lastUpdateId = FIRST_UPDATE_ID;
  #lastAddedAtMs: number | undefined;
  #expired = 0;

  constructor({ clock, journal }: { clock: Clock; journal: Journal }) {
    this.#clock = clock;
    this.#journal = journal;
  }

  /** Undefined: every type the simulator knows. Holds for updates from now on, as at Telegram. */
  allow(types: readonly string[] | undefined): void {
    this.#allowed = types && types.length > 0 ? new Set(types) : undefined;
  }

  allowed(): string[] | undefined {
    return this.#allowed && [...this.#allowed];
  }

  add(type: UpdateType, body: UpdateBody, address: UpdateAddress): PendingUpdate | undefined {
    if (this.#allowed && !this.#allowed.has(type)) return undefined;
    const now = this.#clock.now();
    const updateId = this.#nextId(now);
    const update: Update = { update_id: updateId, ...body };
    const pending: PendingUpdate = {
      updateId,
      lane: laneOf(type, body, address.chatId),
      ...address,
      expiresAtMs: now + (type === 'callback_query' ? CALLBACK_LIFE_MS : MESSAGE_LIFE_MS),
      json: JSON.stringify(update),
    };
    this.#journal.put('update', updateId, pending);
    this.restore(pending);
    for (const listener of this.#listeners) listener(pending);
    return pending;
  }

  restore(update: PendingUpdate): void {
    this.#pending.set(update.updateId, update);
    this.restoreCounter(update.updateId);
    const [oldest] = this.#pending.values();
    if (this.#pending.size > PENDING_UPDATES_MAX && oldest) this.#drop(oldest);
  }

  restoreCounter(lastUpdateId: number): void {
    this.#lastUpdateId = Math.max(this.#lastUpdateId, lastUpdateId);
  }

  lastUpdateId(): number {
    return this.#lastUpdateId;
  }

  /** The bot has it. */
  confirm(update: PendingUpdate): void {
    if (!this.#drop(update)) return;
    for (const listener of this.#doneListeners) listener(update);
  }

  expire(update: PendingUpdate): void {
    if (this.#drop(update)) this.#expired += 1;
  }

  clear(): void {
    for (const update of [...this.#pending.values()]) this.#drop(update);
  }

  has(update: PendingUpdate): boolean {
    return this.#pending.get(update.updateId) === update;
  }

  /** Oldest first, without those whose time is over. */
  *pending(): Generator<PendingUpdate> {
    for (const update of this.#pending.values()) {
      if (update.expiresAtMs <= this.#clock.now()) this.expire(update);
      else yield update;
    }
  }

  size(): number {
    let count = 0;
    for (const _update of this.pending()) count += 1;
    return count;
  }

  expiredCount(): number {
    return this.#expired;
  }

  onAdded(listener: (update: PendingUpdate) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  onConfirmed(listener: (update: PendingUpdate) => void): void {
    this.#doneListeners.add(listener);
  }

  #nextId(now: number): number {
    const quiet = this.#lastAddedAtMs !== undefined && now - this.#lastAddedAtMs >= QUIET_WEEK_MS;
    this.#lastAddedAtMs = now;
    this.#lastUpdateId = quiet ? randomInt(FIRST_UPDATE_ID, 2 ** 30) : this.#lastUpdateId + 1;
    return this.#lastUpdateId;
  }

  #drop(update: PendingUpdate): boolean {
    if (!this.#pending.delete(update.updateId)) return false;
    this.#journal.remove('update', update.updateId);
    return true;
  }
}

/** Callback queries travel per person and changes of membership apart, so both can overtake messages. */
function laneOf(type: UpdateType, body: UpdateBody, chatId: number): string {
  if ('callback_query' in body) return `callback ${body.callback_query.from.id}`;
  return type === 'my_chat_member' ? `member ${chatId}` : `chat ${chatId}`;
}
