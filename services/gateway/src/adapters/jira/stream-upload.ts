import { ApiError, RateLimitError } from 'jira.js/core';

export interface StreamUpload {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: ReadableStream<Uint8Array>;
  readonly deadlineMs: number;
}

/**
 * Posts a stream and gives the JSON of the answer; throws as jira.js would. It is the one request that does not go
 * through jira.js, which follows redirects: to be able to repeat the body, Node then keeps a second copy of all that
 * was sent, so that a file of 200 MB cost 210 MB of memory. Without redirects nothing is kept.
 */
export async function streamUpload({ url, headers, body, deadlineMs }: StreamUpload): Promise<unknown> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { ...headers, Accept: 'application/json' },
    body,
    duplex: 'half',
    redirect: 'error',
    signal: AbortSignal.timeout(deadlineMs),
  });
  if (response.ok) return response.json();
  throw await refusalOf(response);
}

/** What jira.js would have thrown. */
export async function refusalOf(response: Response): Promise<Error> {
  await response.body?.cancel();
  const { status, statusText } = response;
  if (status !== 429) return new ApiError('The file was refused.', status, statusText, null);
  const seconds = response.headers.get('retry-after') ?? '';
  const retryAfter = /^\d{1,9}$/.test(seconds) ? { retryAfterMs: Number(seconds) * 1000 } : {};
  return new RateLimitError('The file was refused.', statusText, null, retryAfter);
}
