import { createHmac } from 'node:crypto';
import type { Flavour, WebhookTarget } from '../simulator-options.ts';

export interface WebhookAttempt {
  readonly id: string;
  readonly body: string;
  /** 0 for the first try. */
  readonly retry: number;
}

/** Jira waits no longer for an answer. */
const answerTimeoutMs = 10_000;

/** Posts one webhook and gives the status answered, or `unreachable`. */
export async function postWebhook(
  target: WebhookTarget,
  flavour: Flavour,
  attempt: WebhookAttempt,
  signal: AbortSignal,
): Promise<number | 'unreachable'> {
  try {
    const response = await fetch(addressOf(target), {
      method: 'POST',
      headers: headersOf(target, flavour, attempt),
      body: attempt.body,
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(answerTimeoutMs)]),
    });
    await response.body?.cancel();
    return response.status;
  } catch {
    return 'unreachable';
  }
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

/** Only Cloud identifies its deliveries. */
function headersOf(
  { secret, style }: WebhookTarget,
  flavour: Flavour,
  { id, body, retry }: WebhookAttempt,
): Record<string, string> {
  return {
    'content-type': 'application/json; charset=utf-8',
    'user-agent': flavour === 'cloud' ? 'Atlassian Webhook HTTP Client' : 'Atlassian HttpClient',
    ...(style === 'signature' && secret !== undefined && { 'x-hub-signature': signWebhook(secret, body) }),
    ...(flavour === 'cloud' && { 'x-atlassian-webhook-identifier': id, 'x-atlassian-webhook-flow': 'Primary' }),
    ...(flavour === 'cloud' && retry > 0 && { 'x-atlassian-webhook-retry': String(retry) }),
  };
}
