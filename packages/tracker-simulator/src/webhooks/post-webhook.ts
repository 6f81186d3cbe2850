export interface WebhookRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The status that was answered. */
export type WebhookAnswer = number | 'unreachable';

/** Trackers wait no longer for an answer. */
const answerTimeoutMs = 10_000;

export async function postWebhook({ url, headers, body }: WebhookRequest, signal: AbortSignal): Promise<WebhookAnswer> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers,
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
