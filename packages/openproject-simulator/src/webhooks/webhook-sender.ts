import { createHmac } from 'node:crypto';
import type { FaultBox } from '../rest/faults.ts';
import { presentActivity, presentWorkPackage } from '../rest/present.ts';
import type { WebhookTarget } from '../simulator-options.ts';
import type { Change, Site } from '../site/site.ts';

export interface WebhookDelivery {
  /** E.g. `work_package:updated`. */
  readonly action: string;
  readonly outcome: number | 'unreachable' | 'dropped';
}

export interface Webhooks {
  /** The last ones, oldest first. */
  deliveries(): readonly WebhookDelivery[];
  /** Resolves when nothing is on its way. */
  settled(): Promise<void>;
}

export interface WebhookSender extends Webhooks {
  /** Nothing goes out while paused; what happens then is told to nobody. */
  pause(): void;
  resume(): void;
  close(): void;
}

const deliveriesMax = 1_000;
const waitingMax = 10_000;
const answerTimeoutMs = 10_000;

/** Posts each change once, in order: OpenProject repeats none. */
export function openWebhookSender(site: Site, target: WebhookTarget | undefined, faults: FaultBox): WebhookSender {
  const log: WebhookDelivery[] = [];
  const stop = new AbortController();
  let last = Promise.resolve();
  let waiting = 0;
  let isPaused = false;

  const note = (delivery: WebhookDelivery) => {
    log.push(delivery);
    if (log.length > deliveriesMax) log.shift();
  };

  async function deliver(to: WebhookTarget, action: string, body: string): Promise<void> {
    const outcome = await post(to, body, stop.signal);
    waiting -= 1;
    note({ action, outcome });
  }

  const unsubscribe = site.subscribe((change) => {
    if (!target) return;
    const { action, payload } = describe(site, change);
    if (isPaused || stop.signal.aborted || waiting >= waitingMax || faults.takeForWebhook(action)) {
      return note({ action, outcome: 'dropped' });
    }
    waiting += 1;
    const body = JSON.stringify({ action, ...payload });
    last = last.then(() => deliver(target, action, body));
  });

  return {
    deliveries: () => [...log],
    settled: () => last,
    pause() {
      isPaused = true;
    },
    resume() {
      isPaused = false;
    },
    close() {
      unsubscribe();
      stop.abort();
    },
  };
}

/** `sha1=` and the HMAC of the raw body, as `X-OP-Signature` carries it. */
export function signWebhook(secret: string, body: string): string {
  return `sha1=${createHmac('sha1', secret).update(body).digest('hex')}`;
}

function describe(site: Site, { kind, workPackage, activity }: Change) {
  if (kind === 'commented' && activity) {
    return { action: 'work_package_comment:comment', payload: { activity: presentActivity(site, activity) } };
  }
  const action = kind === 'created' ? 'work_package:created' : 'work_package:updated';
  return { action, payload: { work_package: presentWorkPackage(site, workPackage) } };
}

async function post(
  { url, secret }: WebhookTarget,
  body: string,
  signal: AbortSignal,
): Promise<number | 'unreachable'> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(secret !== undefined && { 'x-op-signature': signWebhook(secret, body) }),
      },
      body,
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(answerTimeoutMs)]),
    });
    await response.body?.cancel();
    return response.status;
  } catch {
    return 'unreachable';
  }
}
