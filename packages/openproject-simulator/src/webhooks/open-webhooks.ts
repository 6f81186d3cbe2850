import { createHmac } from 'node:crypto';
import { openWebhookSender, postWebhook, type WebhookFaults, type WebhookSender } from '@desk/tracker-simulator';
import { presentActivity, presentWorkPackage } from '../rest/present.ts';
import type { WebhookTarget } from '../simulator-options.ts';
import type { Change, Site } from '../site/site.ts';

/** Each change once, in order: OpenProject repeats none. What happens during an outage is told to nobody. */
export function openWebhooks(site: Site, target: WebhookTarget | undefined, faults: WebhookFaults): WebhookSender {
  const sender = openWebhookSender({
    faults,
    inFlightMax: 1,
    post: async ({ body }, signal) =>
      target ? postWebhook({ url: target.url, headers: headersOf(target, body), body }, signal) : null,
  });
  let isPaused = false;
  const unsubscribe = site.subscribe((change) => {
    if (!target || isPaused) return;
    const { action, payload } = describe(site, change);
    sender.send(action, { action, ...payload });
  });

  return {
    ...sender,
    pause() {
      isPaused = true;
    },
    resume() {
      isPaused = false;
    },
    close() {
      unsubscribe();
      sender.close();
    },
  };
}

/** `sha1=` and the HMAC of the raw body, as `X-OP-Signature` carries it. */
export function signWebhook(secret: string, body: string): string {
  return `sha1=${createHmac('sha1', secret).update(body).digest('hex')}`;
}

function headersOf({ secret }: WebhookTarget, body: string): Record<string, string> {
  return {
    'content-type': 'application/json',
    ...(secret !== undefined && { 'x-op-signature': signWebhook(secret, body) }),
  };
}

function describe(site: Site, { kind, workPackage, activity }: Change) {
  if (kind === 'commented' && activity) {
    return { action: 'work_package_comment:comment', payload: { activity: presentActivity(site, activity) } };
  }
  const action = kind === 'created' ? 'work_package:created' : 'work_package:updated';
  return { action, payload: { work_package: presentWorkPackage(site, workPackage) } };
}
