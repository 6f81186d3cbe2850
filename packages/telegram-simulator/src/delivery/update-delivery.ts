import { z } from 'zod';
import type { Clock } from '../clock.ts';
import type { Journal } from '../state/journal.ts';
import type { UpdateBody } from '../wire/message.ts';
import { LongPoll, type PollOutcome, type PollRequest } from './long-poll.ts';
import { createUpdatePoster, type PostUpdateOptions } from './post-update.ts';
import type { PendingUpdate, UpdateAddress, UpdateQueue, UpdateType } from './update-queue.ts';
import { type PostUpdate, WebhookSender } from './webhook-sender.ts';

const FAILURES_KEPT_MAX = 200;

export const WebhookSettings = z.object({
  url: z.string(),
  secretToken: z.string().optional(),
  connectionsMax: z.number(),
  certificate: z.string().optional(),
  ipAddress: z.string().optional(),
});
export type WebhookSettings = z.infer<typeof WebhookSettings>;

/** What is remembered of the webhook, and of the wanted update types also without one. */
export const DeliverySettings = z.object({
  webhook: WebhookSettings.optional(),
  allowed: z.array(z.string()).optional(),
});
export type DeliverySettings = z.infer<typeof DeliverySettings>;

export interface WebhookFailure {
  /** Epoch milliseconds. */
  at: number;
  updateId: number;
  reason: string;
}

export interface DeliveryStatistics {
  /** Updates the bot has received, duplicates not counted. */
  delivered: number;
  failedAttempts: number;
  /** Given up because their time was over. */
  expired: number;
  duplicated: number;
  pending: number;
}

export interface UpdateDeliveryOptions {
  clock: Clock;
  journal: Journal;
  queue: UpdateQueue;
  shallDuplicate: (chatId: number) => boolean;
  /** A webhook answered with a method call. */
  onReply: (reply: unknown) => void;
  /** Stands in for the network in tests. */
  createPoster?: (options: PostUpdateOptions) => { post: PostUpdate; destroy: () => void };
}

/** Brings updates to the bot, by webhook or by getUpdates, never by both. */
export class UpdateDelivery {
  readonly #options: UpdateDeliveryOptions;
  readonly #poll: LongPoll;
  #webhook: WebhookSettings | undefined;
  #sender: WebhookSender | undefined;
  #destroyPoster: () => void = () => {};
  #failures: WebhookFailure[] = [];
  #delivered = 0;
  #failedAttempts = 0;
  #duplicated = 0;

  constructor(options: UpdateDeliveryOptions) {
    this.#options = options;
    const shallDuplicate = (update: PendingUpdate) => this.#shallDuplicate(update);
    this.#poll = new LongPoll({ clock: options.clock, queue: options.queue, shallDuplicate });
    options.queue.onConfirmed(() => {
      this.#delivered += 1;
    });
  }

  add(type: UpdateType, body: UpdateBody, address: UpdateAddress): PendingUpdate | undefined {
    return this.#options.queue.add(type, body, address);
  }

  webhook(): WebhookSettings | undefined {
    return this.#webhook;
  }

  allowed(): string[] | undefined {
    return this.#options.queue.allowed();
  }

  /** Answers whether anything changed; the same webhook set again goes on undisturbed. */
  setWebhook(
    settings: WebhookSettings,
    { allowed, dropPending }: { allowed: string[] | undefined; dropPending: boolean },
  ): boolean {
    const changed = JSON.stringify(settings) !== JSON.stringify(this.#webhook);
    if (changed) this.#stopSender();
    this.#poll.terminate('webhook');
    if (dropPending) this.#options.queue.clear();
    if (allowed) this.#options.queue.allow(allowed);
    this.#webhook = settings;
    this.#save();
    if (changed) {
      this.#failures = [];
      this.#startSender(settings);
    }
    return changed;
  }

  deleteWebhook(dropPending: boolean): void {
    this.#stopSender();
    this.#webhook = undefined;
    if (dropPending) this.#options.queue.clear();
    this.#save();
  }

  restore({ webhook, allowed }: DeliverySettings): void {
    this.#options.queue.allow(allowed);
    this.#webhook = webhook;
    if (webhook) this.#startSender(webhook);
  }

  settings(): DeliverySettings {
    const allowed = this.allowed();
    return { ...(this.#webhook ? { webhook: this.#webhook } : {}), ...(allowed ? { allowed } : {}) };
  }

  poll(
    request: PollRequest & { allowed: string[] | undefined },
    onGone: (gone: () => void) => void,
  ): Promise<PollOutcome> {
    if (request.allowed) {
      this.#options.queue.allow(request.allowed);
      this.#save();
    }
    return this.#poll.get(request, onGone);
  }

  pendingCount(): number {
    return this.#options.queue.size();
  }

  failures(): WebhookFailure[] {
    return [...this.#failures];
  }

  statistics(): DeliveryStatistics {
    return {
      delivered: this.#delivered,
      failedAttempts: this.#failedAttempts,
      expired: this.#options.queue.expiredCount(),
      duplicated: this.#duplicated,
      pending: this.pendingCount(),
    };
  }

  close(): void {
    this.#stopSender();
    this.#poll.terminate('webhook');
  }

  #save(): void {
    this.#options.journal.put('webhook', 'bot', this.settings());
  }

  #startSender(settings: WebhookSettings): void {
    const { clock, queue, onReply, createPoster = createUpdatePoster } = this.#options;
    const { post, destroy } = createPoster({
      clock,
      url: new URL(settings.url),
      secretToken: settings.secretToken,
      certificate: settings.certificate,
      connectionsMax: settings.connectionsMax,
    });
    this.#destroyPoster = destroy;
    this.#sender = new WebhookSender({
      clock,
      queue,
      post,
      connectionsMax: settings.connectionsMax,
      shallDuplicate: (update) => this.#shallDuplicate(update),
      onFailure: (update, reason) => this.#noteFailure(update, reason),
      onDelivered: (_update, reply) => {
        if (reply !== undefined) onReply(reply);
      },
    });
  }

  #stopSender(): void {
    this.#sender?.stop();
    this.#sender = undefined;
    this.#destroyPoster();
    this.#destroyPoster = () => {};
  }

  #shallDuplicate(update: PendingUpdate): boolean {
    const duplicate = this.#options.shallDuplicate(update.chatId);
    if (duplicate) this.#duplicated += 1;
    return duplicate;
  }

  #noteFailure(update: PendingUpdate, reason: string): void {
    this.#failedAttempts += 1;
    this.#failures.push({ at: this.#options.clock.now(), updateId: update.updateId, reason });
    if (this.#failures.length > FAILURES_KEPT_MAX) this.#failures.shift();
  }
}
