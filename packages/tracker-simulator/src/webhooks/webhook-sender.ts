import { randomUUID } from 'node:crypto';
import type { WebhookFaults } from '../faults.ts';
import { Dispatch, type Parcel } from './dispatch.ts';
import type { WebhookCopy } from './disturbance.ts';
import type { WebhookAnswer } from './post-webhook.ts';

export interface WebhookDelivery {
  /** The same over all retries of one webhook. */
  readonly id: string;
  readonly event: string;
  /** 0 for the first try. */
  readonly retry: number;
  readonly outcome: WebhookAnswer | 'dropped' | 'overflowed';
}

/** The webhooks of a tracker, as tests see them. */
export interface Webhooks {
  /** Waiting for a retry or held back by a fault. */
  waiting(): number;
  /** Sends what waits now, and resolves when each has had its attempt. */
  deliverNow(): Promise<void>;
  /** Resolves when nothing is on its way; what waits for a later time does not count. */
  settled(): Promise<void>;
  /** The last attempts, oldest first. */
  deliveries(): readonly WebhookDelivery[];
  /** How many there have been since the start. */
  counts(): WebhookCounts;
}

export interface WebhookCounts {
  /** Changes announced. */
  readonly events: number;
  /** Attempts answered with a 2xx, and those that were not. */
  readonly delivered: number;
  readonly failed: number;
  /** Lost to a fault. */
  readonly dropped: number;
  /** Lost because too many waited: whoever acts faster than the receiver takes should let them settle now and then. */
  readonly overflowed: number;
  /** Second copies made by a fault. */
  readonly doubled: number;
  /** Copies delayed or shuffled by a fault. */
  readonly late: number;
}

export interface WebhookSender extends Webhooks {
  send(event: string, payload: unknown): void;
  /** Nothing goes out while paused. */
  pause(): void;
  resume(): void;
  close(): void;
}

export interface WebhookSenderOptions {
  /** One attempt; null: nobody listens, and nothing was sent. */
  readonly post: (parcel: Parcel, signal: AbortSignal) => Promise<WebhookAnswer | null>;
  readonly faults: WebhookFaults;
  /** On their way at the same time. */
  readonly inFlightMax: number;
  /** The pause before another attempt after this answer; undefined: there is none. Default: each is sent once. */
  readonly retryAfterMs?: (parcel: Parcel, answer: WebhookAnswer) => number | undefined;
}

const deliveriesMax = 1_000;

/** Delivers webhooks in order of the events, unless one is held back or sent again. */
export function openWebhookSender({ post, faults, inFlightMax, retryAfterMs }: WebhookSenderOptions): WebhookSender {
  const { counts, list, note } = openDeliveryLog();
  const dispatch = new Dispatch({
    async deliver(parcel, signal) {
      const answer = await post(parcel, signal);
      if (answer === null) return;
      note(parcel, answer);
      const delayMs = retryAfterMs?.(parcel, answer);
      if (delayMs === undefined) return;
      parcel.retry += 1;
      dispatch.hold(parcel, delayMs);
    },
    lose: (parcel) => note(parcel, 'overflowed'),
    inFlightMax,
  });

  function sendCopy(parcel: Parcel, copy: WebhookCopy): void {
    if (copy.kind !== 'at-once') counts.late += 1;
    switch (copy.kind) {
      case 'at-once':
        dispatch.enqueue(parcel);
        break;
      case 'held':
        dispatch.hold(parcel, copy.delayMs);
        break;
      case 'shuffled': {
        dispatch.hold(parcel);
        const due = copy.shuffle.exchange(parcel);
        if (due) dispatch.release(due);
      }
    }
  }

  return {
    send(event, payload) {
      counts.events += 1;
      const sent = { id: randomUUID(), event, retry: 0 };
      const copies = faults.takeForWebhook(event);
      if (copies.length === 0) return note(sent, 'dropped');
      const body = JSON.stringify(payload);
      counts.doubled += copies.length - 1;
      for (const copy of copies) sendCopy({ ...sent, body }, copy);
    },
    waiting: () => dispatch.held(),
    async deliverNow() {
      dispatch.releaseAll();
      await dispatch.settled();
    },
    settled: () => dispatch.settled(),
    deliveries: list,
    counts: () => ({ ...counts }),
    pause: () => dispatch.pause(),
    resume: () => dispatch.resume(),
    close: () => dispatch.close(),
  };
}

function openDeliveryLog() {
  const log: WebhookDelivery[] = [];
  const counts = { events: 0, delivered: 0, failed: 0, dropped: 0, overflowed: 0, doubled: 0, late: 0 };
  return {
    counts,
    list: () => [...log],
    note({ id, event, retry }: Omit<Parcel, 'body'>, outcome: WebhookDelivery['outcome']) {
      counts[countOf(outcome)] += 1;
      log.push({ id, event, retry, outcome });
      if (log.length > deliveriesMax) log.shift();
    },
  };
}

function countOf(outcome: WebhookDelivery['outcome']): 'delivered' | 'failed' | 'dropped' | 'overflowed' {
  if (outcome === 'dropped' || outcome === 'overflowed') return outcome;
  return typeof outcome === 'number' && outcome < 300 ? 'delivered' : 'failed';
}
