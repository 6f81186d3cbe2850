import { randomUUID } from 'node:crypto';
import type { FaultBox } from '../rest/faults.ts';
import type { Flavour, WebhookTarget } from '../simulator-options.ts';
import type { WebhookPayload } from './build-payloads.ts';
import { Dispatch, type Parcel } from './dispatch.ts';
import { postWebhook } from './post-webhook.ts';

export interface WebhookDelivery {
  /** The same over all retries of one webhook. */
  readonly id: string;
  readonly event: string;
  /** 0 for the first try. */
  readonly retry: number;
  readonly outcome: number | 'unreachable' | 'dropped';
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
}

export interface WebhookSender extends Webhooks {
  send(payload: WebhookPayload): void;
  /** Nothing goes out while paused. */
  pause(): void;
  resume(): void;
  close(): void;
}

export interface WebhookSenderOptions {
  /** Absent: nobody listens, and nothing is sent. */
  readonly target: WebhookTarget | undefined;
  readonly flavour: Flavour;
  readonly faults: FaultBox;
}

const deliveriesMax = 1_000;

/** Jira retries after minutes; a simulator in a hurry after seconds. */
const defaultRetryDelaysMs: readonly number[] = [1_000, 5_000, 15_000, 30_000, 60_000];

/** Delivers webhooks: in order of the events unless one fails, at most five at a time; retried on Cloud only. */
export function openWebhookSender({ target, flavour, faults }: WebhookSenderOptions): WebhookSender {
  const log: WebhookDelivery[] = [];
  const note = (parcel: Parcel, outcome: WebhookDelivery['outcome']) => {
    log.push({ id: parcel.id, event: parcel.event, retry: parcel.retry, outcome });
    if (log.length > deliveriesMax) log.shift();
  };
  const dispatch = new Dispatch(async (parcel, signal) => {
    if (!target) return;
    const outcome = await postWebhook(target, flavour, parcel, signal);
    note(parcel, outcome);
    const delayMs = (target.retryDelaysMs ?? defaultRetryDelaysMs)[parcel.retry];
    if (flavour !== 'cloud' || delayMs === undefined || !isWorthRetrying(outcome)) return;
    parcel.retry += 1;
    dispatch.hold(parcel, delayMs);
  });

  return {
    send(payload) {
      if (!target) return;
      const parcel = { id: randomUUID(), event: payload.webhookEvent, body: JSON.stringify(payload), retry: 0 };
      const fault = faults.takeForWebhook(parcel.event);
      if (fault?.kind === 'drop-webhook') return note(parcel, 'dropped');
      if (fault?.kind === 'delay-webhook') return dispatch.hold(parcel, fault.delayMs);
      dispatch.enqueue(parcel);
      if (fault?.kind === 'duplicate-webhook') dispatch.enqueue({ ...parcel });
    },
    waiting: () => dispatch.held(),
    async deliverNow() {
      dispatch.releaseAll();
      await dispatch.settled();
    },
    settled: () => dispatch.settled(),
    deliveries: () => [...log],
    pause: () => dispatch.pause(),
    resume: () => dispatch.resume(),
    close: () => dispatch.close(),
  };
}

function isWorthRetrying(outcome: number | 'unreachable' | 'dropped'): boolean {
  if (typeof outcome === 'string') return outcome === 'unreachable';
  return outcome >= 500 || outcome === 408 || outcome === 409 || outcome === 425 || outcome === 429;
}
