import { createHmac } from 'node:crypto';
import { type Parcel, postWebhook, type WebhookAnswer } from '@desk/tracker-simulator';
import type { Flavour, WebhookTarget } from '../simulator-options.ts';

/** One webhook as Jira posts it. */
export function postAsJira(
  target: WebhookTarget,
  flavour: Flavour,
  parcel: Parcel,
  signal: AbortSignal,
): Promise<WebhookAnswer> {
  return postWebhook(
    { url: addressOf(target), headers: headersOf(target, flavour, parcel), body: parcel.body },
    signal,
  );
}

/** `sha256=` and the HMAC of the raw body, as `X-Hub-Signature` carries it. */
export function signWebhook(secret: string, body: string): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}

function addressOf({ url, secret, style }: WebhookTarget): string {
  if (style !== 'query-secret' || secret === undefined) return url;
  const address = new URL(url);
  address.searchParams.set('secret', secret);
  return address.href;
}

/** Only Cloud identifies its deliveries: by one id over all attempts. */
function headersOf(
  { secret, style }: WebhookTarget,
  flavour: Flavour,
  { id, body, retry }: Parcel,
): Record<string, string> {
  return {
    'content-type': 'application/json; charset=utf-8',
    'user-agent': flavour === 'cloud' ? 'Atlassian Webhook HTTP Client' : 'Atlassian HttpClient',
    ...(style === 'signature' && secret !== undefined && { 'x-hub-signature': signWebhook(secret, body) }),
    ...(flavour === 'cloud' && { 'x-atlassian-webhook-identifier': id, 'x-atlassian-webhook-flow': 'Primary' }),
    ...(flavour === 'cloud' && retry > 0 && { 'x-atlassian-webhook-retry': String(retry) }),
  };
}
