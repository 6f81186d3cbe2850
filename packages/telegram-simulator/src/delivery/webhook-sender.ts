import type { Clock } from '../clock.ts';
import { createFifo, type Fifo } from '../fifo.ts';
import type { PendingUpdate, UpdateQueue } from './update-queue.ts';

export const RETRY_DELAY_MAX_MS = 60_000;
const FIRST_DELAY_MS = 1000;
const RETRY_AFTER_MAX_MS = 3_600_000;

/** What one POST to the webhook came to. */
export type PostOutcome =
  | { kind: 'accepted'; reply?: unknown }
  | { kind: 'failed'; reason: string; retryAfterMs?: number };

export type PostUpdate = (json: string) => Promise<PostOutcome>;

export interface WebhookSenderOptions {
  clock: Clock;
  queue: UpdateQueue;
  post: PostUpdate;
  connectionsMax: number;
  /** Asked after an accepted delivery: shall the same update be delivered once more? */
  shallDuplicate: (update: PendingUpdate) => boolean;
  onFailure: (update: PendingUpdate, reason: string) => void;
  onDelivered: (update: PendingUpdate, reply: unknown) => void;
}

interface Lane {
  name: string;
  updates: Fifo<PendingUpdate>;
  /** Of the update at the head. */
  failures: number;
  delayMs: number;
  cancelTimer?: () => void;
}

/**
 * Telegram's delivery: one update in flight per lane, a failed one tried again at once, then after 1, 2, 4 … 60 s
 * (or as Retry-After says), given up when it would expire before the next attempt.
 */
export class WebhookSender {
  readonly #options: WebhookSenderOptions;
  readonly #lanes = new Map<string, Lane>();
  readonly #ready = createFifo<Lane>();
  readonly #unsubscribe: () => void;
  #inFlight = 0;
  #stopped = false;

  constructor(options: WebhookSenderOptions) {
    this.#options = options;
    for (const update of options.queue.pending()) this.#enqueue(update);
    this.#unsubscribe = options.queue.onAdded((update) => {
      this.#enqueue(update);
      this.#pump();
    });
    this.#pump();
  }

  stop(): void {
    this.#stopped = true;
    this.#unsubscribe();
    for (const lane of this.#lanes.values()) lane.cancelTimer?.();
    this.#lanes.clear();
  }

  #enqueue(update: PendingUpdate): void {
    const existing = this.#lanes.get(update.lane);
    if (existing) {
      existing.updates.push(update);
      return;
    }
    const lane: Lane = { name: update.lane, updates: createFifo(), failures: 0, delayMs: FIRST_DELAY_MS };
    lane.updates.push(update);
    this.#lanes.set(lane.name, lane);
    this.#ready.push(lane);
  }

  #pump(): void {
    while (!this.#stopped && this.#inFlight < this.#options.connectionsMax) {
      const lane = this.#ready.shift();
      if (!lane) return;
      const update = this.#head(lane);
      if (update) void this.#send(lane, update);
    }
  }

  /** The first update of the lane that is still wanted; an emptied lane is forgotten. */
  #head(lane: Lane): PendingUpdate | undefined {
    const { queue, clock } = this.#options;
    for (let update = lane.updates.peek(); update; update = lane.updates.peek()) {
      if (queue.has(update) && update.expiresAtMs > clock.now()) return update;
      queue.expire(update);
      this.#leave(lane);
    }
    this.#lanes.delete(lane.name);
    return undefined;
  }

  #leave(lane: Lane): void {
    lane.updates.shift();
    lane.failures = 0;
    lane.delayMs = FIRST_DELAY_MS;
  }

  async #send(lane: Lane, update: PendingUpdate): Promise<void> {
    this.#inFlight += 1;
    const outcome = await this.#options.post(update.json);
    this.#inFlight -= 1;
    if (this.#stopped) return;
    if (outcome.kind === 'accepted') this.#accepted(lane, update, outcome.reply);
    else this.#failed(lane, update, outcome);
    this.#pump();
  }

  #accepted(lane: Lane, update: PendingUpdate, reply: unknown): void {
    this.#options.onDelivered(update, reply);
    if (!this.#options.shallDuplicate(update)) {
      this.#leave(lane);
      this.#options.queue.confirm(update);
    }
    this.#ready.push(lane);
  }

  #failed(
    lane: Lane,
    update: PendingUpdate,
    { reason, retryAfterMs }: { reason: string; retryAfterMs?: number },
  ): void {
    const { clock, queue, onFailure } = this.#options;
    onFailure(update, reason);
    const waitMs = nextDelay(lane, retryAfterMs);
    lane.failures += 1;
    if (clock.now() + waitMs > update.expiresAtMs) {
      queue.expire(update);
      this.#ready.push(lane);
      return;
    }
    if (waitMs === 0) {
      this.#ready.push(lane);
      return;
    }
    lane.cancelTimer = clock.setTimer(() => {
      delete lane.cancelTimer;
      this.#ready.push(lane);
      this.#pump();
    }, waitMs);
  }
}

function nextDelay(lane: Lane, retryAfterMs: number | undefined): number {
  if (retryAfterMs) return Math.min(retryAfterMs, RETRY_AFTER_MAX_MS);
  if (lane.failures === 0) return 0;
  const waitMs = lane.delayMs;
  lane.delayMs = Math.min(lane.delayMs * 2, RETRY_DELAY_MAX_MS);
  return waitMs;
}
