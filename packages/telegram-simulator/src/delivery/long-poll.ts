import type { Clock } from '../clock.ts';
import type { PendingUpdate, UpdateQueue } from './update-queue.ts';

const UPDATES_PER_ANSWER_MAX = 100;

export interface PollRequest {
  offset: number;
  limit: number;
  timeoutMs: number;
}

export type PollOutcome =
  | { kind: 'updates'; updates: PendingUpdate[] }
  | { kind: 'terminated'; by: 'other' | 'webhook' };

interface Waiting {
  finish(outcome: PollOutcome): void;
  answer(): void;
}

/** getUpdates: an offset confirms everything before it, and only one request may wait at a time. */
export class LongPoll {
  readonly #clock: Clock;
  readonly #queue: UpdateQueue;
  readonly #shallDuplicate: (update: PendingUpdate) => boolean;
  #waiting: Waiting | undefined;

  constructor({
    clock,
    queue,
    shallDuplicate,
  }: { clock: Clock; queue: UpdateQueue; shallDuplicate: (update: PendingUpdate) => boolean }) {
    this.#clock = clock;
    this.#queue = queue;
    this.#shallDuplicate = shallDuplicate;
    queue.onAdded(() => this.#waiting?.answer());
  }

  /** `gone` is called back to be told when the client hangs up. */
  get({ offset, limit, timeoutMs }: PollRequest, onGone?: (gone: () => void) => void): Promise<PollOutcome> {
    this.terminate('other');
    this.#confirm(offset);
    const take = () => this.#take(Math.min(Math.max(1, limit), UPDATES_PER_ANSWER_MAX));
    const updates = take();
    if (updates.length > 0 || timeoutMs <= 0) return Promise.resolve({ kind: 'updates', updates });
    return new Promise((resolve) => {
      const waiting: Waiting = {
        finish: (outcome) => {
          cancel();
          if (this.#waiting === waiting) this.#waiting = undefined;
          resolve(outcome);
        },
        answer: () => {
          const found = take();
          if (found.length > 0) waiting.finish({ kind: 'updates', updates: found });
        },
      };
      const cancel = this.#clock.setTimer(() => waiting.finish({ kind: 'updates', updates: [] }), timeoutMs);
      this.#waiting = waiting;
      onGone?.(() => waiting.finish({ kind: 'updates', updates: [] }));
    });
  }

  terminate(by: 'other' | 'webhook'): void {
    this.#waiting?.finish({ kind: 'terminated', by });
  }

  /** A negative offset counts from the end. One kept back by a scripted duplicate is delivered again. */
  #confirm(offset: number): void {
    if (offset === 0) return;
    const pending = [...this.#queue.pending()];
    const from = offset > 0 ? offset : (pending.at(offset)?.updateId ?? 0);
    for (const update of pending) {
      if (update.updateId >= from) return;
      if (!this.#shallDuplicate(update)) this.#queue.confirm(update);
    }
  }

  #take(limit: number): PendingUpdate[] {
    const updates: PendingUpdate[] = [];
    for (const update of this.#queue.pending()) {
      if (updates.length === limit) break;
      updates.push(update);
    }
    return updates;
  }
}
