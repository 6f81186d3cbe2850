import { type Telegram, TelegramError } from 'telegraf';
import type { Telegram as Methods, Opts } from 'telegraf/types';
import { callDeadlineMs } from './telegram-client.ts';

/** What came of a call. `gone`: the message it was about is no longer there or can no longer be changed. */
export type Called<Result> =
  | { readonly kind: 'done'; readonly result: Result }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'gone' }
  /** A file beyond what Telegram lets a bot download. */
  | { readonly kind: 'too-large' }
  | { readonly kind: 'retry'; readonly afterMs: number; readonly reason: string }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'blocked' }
  | { readonly kind: 'unknown' };

const transientRetryMs = 1000;
const misconfiguredRetryMs = 30_000;

/** Codes under which a connection was never made, so that nothing can have arrived. */
const neverSent = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ERR_PROXY_TUNNEL',
]);

const gone = [/message to (?:edit|delete) not found/, /message can't be (?:edited|deleted)/, /MESSAGE_ID_INVALID/];

/**
 * Makes one call with a deadline. Nothing of the request or of Telegram's description leaves this function: both can
 * hold what people wrote.
 */
export async function callTelegram<Method extends keyof Methods>(
  telegram: Telegram,
  method: Method,
  payload: Opts<Method>,
  deadlineMs = callDeadlineMs,
): Promise<Called<ReturnType<Methods[Method]>>> {
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(), deadlineMs);
  try {
    return { kind: 'done', result: await telegram.callApi(method, payload, { signal: asPolyfill(deadline.signal) }) };
  } catch (error) {
    if (error instanceof TelegramError) return refusal(error);
    if (neverSent.has(networkCode(error))) return { kind: 'retry', afterMs: transientRetryMs, reason: 'unreachable' };
    if (isNetworkError(error)) return { kind: 'unknown' };
    throw error;
  } finally {
    // A signal of `AbortSignal.timeout` is named by a weak reference, hence kept until V8 collects the old generation.
    clearTimeout(timer);
  }
}

/** Telegraf's types name the signal of a polyfill; Node's own is what the polyfill copies. */
function asPolyfill(signal: AbortSignal) {
  return signal as typeof signal & NonNullable<Parameters<Telegram['callApi']>[2]>['signal'];
}

function refusal({ code, description, parameters }: TelegramError): Called<never> {
  if (code === 429) {
    return { kind: 'retry', afterMs: (parameters?.retry_after ?? 1) * 1000, reason: 'too-many-requests' };
  }
  if (code === 403) return { kind: 'blocked' };
  if (code >= 500) return { kind: 'retry', afterMs: transientRetryMs, reason: 'telegram-error' };
  // A wrong token or address: nothing can be sent until an operator puts it right.
  if (code === 401 || code === 404) return { kind: 'retry', afterMs: misconfiguredRetryMs, reason: 'not-authorised' };
  if (description.includes('message is not modified')) return { kind: 'unchanged' };
  if (gone.some((pattern) => pattern.test(description))) return { kind: 'gone' };
  if (description.includes('file is too big')) return { kind: 'too-large' };
  if (description.includes('chat not found')) return { kind: 'refused', reason: 'chat-not-found' };
  return { kind: 'refused', reason: `bad-request-${code}` };
}

function networkCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/** node-fetch's own errors, the second of which is our deadline, and the deadline of whoever a file is read from. */
function isNetworkError(error: unknown): boolean {
  return error instanceof Error && ['FetchError', 'AbortError', 'TimeoutError'].includes(error.name);
}
