import { randomUUID } from 'node:crypto';
import type { FaultBox } from '../rest/faults.ts';
import type { Flavour, WebhookTarget } from '../simulator-options.ts';
import type { WebhookPayload } from './build-payloads.ts';
import { Dispatch, type Parcel } from './dispatch.ts';
import type { WebhookCopy } from './disturbance.ts';
import { postWebhook } from './post-webhook.ts';

export interface WebhookDelivery {
  /** The same over all retries of one webhook. */
  readonly id: string;
  readonly event: string;
  /** 0 for the first try. */
  readonly retry: number;
  readonly outcome: number | 'unreachable' | 'dropped' | 'overflowed';
}

/** The webhooks of a site, as tests see them. */
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
  send(payload: WebhookPayload): void;
  /** Nothing goes out while paused. */
  pause(): void;
  resume(): void;
  close(): void;
}

export interface WebhookSenderOptions {
  /** Asked each time; undefined: nobody listens, and nothing is sent. */
  readonly target: () => WebhookTarget | undefined;
  readonly flavour: Flavour;
  readonly faults: FaultBox;
}

const deliveriesMax = 1_000;

/** Jira retries after minutes; a simulator in a hurry after seconds. */
const defaultRetryDelaysMs: readonly number[] = [1_000, 5_000, 15_000, 30_000, 60_000];

/** Delivers webhooks: in order of the events unless one fails, at most five at a time; retried on Cloud only. */
export function openWebhookSender({ target: findTarget, flavour, faults }: WebhookSenderOptions): WebhookSender {
  const log: WebhookDelivery[] = [];
  const counts = { events: 0, delivered: 0, failed: 0, dropped: 0, overflowed: 0, doubled: 0, late: 0 };
  const note = (parcel: Omit<Parcel, 'body'>, outcome: WebhookDelivery['outcome']) => {
    counts[countOf(outcome)] += 1;
    log.push({ id: parcel.id, event: parcel.event, retry: parcel.retry, outcome });
    if (log.length > deliveriesMax) log.shift();
  };
  const dispatch = new Dispatch(
    async (parcel, signal) => {
      const target = findTarget();
      if (!target) return;
      const outcome = await postWebhook(target, flavour, parcel, signal);
      note(parcel, outcome);
      const delayMs = (target.retryDelaysMs ?? defaultRetryDelaysMs)[parcel.retry];
      if (flavour !== 'cloud' || delayMs === undefined || !isWorthRetrying(outcome)) return;
      parcel.retry += 1;
      dispatch.hold(parcel, delayMs);
    },
    (parcel) => note(parcel, 'overflowed'),
  );

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
    send(payload) {
      counts.events += 1;
      const sent = { id: randomUUID(), event: payload.webhookEvent, retry: 0 };
      const copies = faults.takeForWebhook(sent.event);
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
    deliveries: () => [...log],
    counts: () => ({ ...counts }),
    pause: () => dispatch.pause(),
    resume: () => dispatch.resume(),
    close: () => dispatch.close(),
  };
}

function countOf(outcome: WebhookDelivery['outcome']): 'delivered' | 'failed' | 'dropped' | 'overflowed' {
  if (outcome === 'dropped' || outcome === 'overflowed') return outcome;
  return typeof outcome === 'number' && outcome < 300 ? 'delivered' : 'failed';
}

function isWorthRetrying(outcome: WebhookDelivery['outcome']): boolean {
  if (typeof outcome === 'string') return outcome === 'unreachable';
  return outcome >= 500 || outcome === 408 || outcome === 409 || outcome === 425 || outcome === 429;
}
