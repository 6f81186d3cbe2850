import { randomUUID } from 'node:crypto';
import type { FaultBox } from '../rest/faults.ts';
import type { Flavour, WebhookTarget } from '../simulator-options.ts';
import type { WebhookPayload } from './build-payloads.ts';
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

const inFlightMax = 5;
const queuedMax = 10_000;
const deliveriesMax = 1_000;

/** Jira retries after minutes; a simulator in a hurry after seconds. */
const defaultRetryDelaysMs: readonly number[] = [1_000, 5_000, 15_000, 30_000, 60_000];

interface Parcel {
  readonly id: string;
  readonly event: string;
  readonly body: string;
  retry: number;
}

/** Delivers webhooks: in order of the events unless one fails, at most five at a time; retried on Cloud only. */
export function openWebhookSender({ target, flavour, faults }: WebhookSenderOptions): WebhookSender {
  const ready: Parcel[] = [];
  const later = new Map<Parcel, NodeJS.Timeout | undefined>();
  const log: WebhookDelivery[] = [];
  const idle = new Set<() => void>();
  const stop = new AbortController();
  let inFlight = 0;
  let isPaused = false;

  function enqueue(parcel: Parcel): void {
    if (ready.length < queuedMax) ready.push(parcel);
    pump();
  }

  function pump(): void {
    while (!isPaused && inFlight < inFlightMax && !stop.signal.aborted) {
      const parcel = ready.shift();
      if (!parcel) break;
      inFlight += 1;
      void deliver(parcel).finally(() => {
        inFlight -= 1;
        pump();
      });
    }
    if (inFlight === 0 && (ready.length === 0 || isPaused)) {
      for (const wake of idle) wake();
      idle.clear();
    }
  }

  async function deliver(parcel: Parcel): Promise<void> {
    if (!target) return;
    const outcome = await postWebhook(target, flavour, parcel, stop.signal);
    note({ id: parcel.id, event: parcel.event, retry: parcel.retry, outcome });
    if (flavour !== 'cloud' || !isWorthRetrying(outcome)) return;
    const delayMs = (target.retryDelaysMs ?? defaultRetryDelaysMs)[parcel.retry];
    if (delayMs === undefined || stop.signal.aborted) return;
    parcel.retry += 1;
    hold(parcel, delayMs);
  }

  function hold(parcel: Parcel, delayMs: number | undefined): void {
    later.set(parcel, delayMs === undefined ? undefined : setTimeout(() => release(parcel), delayMs));
  }

  function release(parcel: Parcel): void {
    clearTimeout(later.get(parcel));
    if (later.delete(parcel)) enqueue(parcel);
  }

  function note(delivery: WebhookDelivery): void {
    log.push(delivery);
    if (log.length > deliveriesMax) log.shift();
  }

  function settled(): Promise<void> {
    if (inFlight === 0 && (ready.length === 0 || isPaused)) return Promise.resolve();
    return new Promise((resolve) => void idle.add(resolve));
  }

  return {
    send(payload) {
      if (!target) return;
      const parcel = { id: randomUUID(), event: payload.webhookEvent, body: JSON.stringify(payload), retry: 0 };
      const fault = faults.takeForWebhook(parcel.event);
      if (fault?.kind === 'drop-webhook') return note({ id: parcel.id, event: parcel.event, retry: 0, outcome: 'dropped' });
      if (fault?.kind === 'delay-webhook') return hold(parcel, fault.delayMs);
      enqueue(parcel);
      if (fault?.kind === 'duplicate-webhook') enqueue({ ...parcel });
    },
    waiting: () => later.size,
    async deliverNow() {
      for (const parcel of [...later.keys()]) release(parcel);
      await settled();
    },
    settled,
    deliveries: () => [...log],
    pause() {
      isPaused = true;
    },
    resume() {
      isPaused = false;
      pump();
    },
    close() {
      stop.abort();
      for (const timer of later.values()) clearTimeout(timer);
      later.clear();
      ready.length = 0;
    },
  };
}

function isWorthRetrying(outcome: number | 'unreachable' | 'dropped'): boolean {
  if (typeof outcome === 'string') return outcome === 'unreachable';
  return outcome >= 500 || outcome === 408 || outcome === 409 || outcome === 425 || outcome === 429;
}
