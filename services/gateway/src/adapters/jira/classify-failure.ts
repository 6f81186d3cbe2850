import { isApiError, isNetworkError, isRateLimitError } from 'jira.js/core';
import type { TrackerTrouble } from '../../ports/tracker.ts';

/** `reads`: nothing is left behind in Jira, whatever became of the call. `writes`: something may be. */
export type CallEffect = 'reads' | 'writes';

/** Why a call did not bring what it was sent for. */
export type FailureCause = 'status' | 'network' | 'deadline' | 'unexpected-answer' | 'too-many-calls';

export interface Failure {
  readonly trouble: TrackerTrouble;
  readonly cause: FailureCause;
  /** HTTP's, where there was an answer. */
  readonly status: number | null;
}

export class DeadlinePassedError extends Error {
  override readonly name = 'DeadlinePassedError';
}

/** Refused by ourselves: nothing was sent. */
export class TooManyCallsError extends Error {
  override readonly name = 'TooManyCallsError';
}

/** Jira answered 2xx with something else than it should: a proxy's page, or another Jira than was described. */
export class UnexpectedAnswerError extends Error {
  override readonly name = 'UnexpectedAnswerError';
}

/** Nobody was there to carry anything out. */
const neverArrived: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

const retryAfterMsMax = 15 * 60_000;

/**
 * What a failed call means. jira.js puts the whole response body into its messages, so nothing of the error but its
 * class, status and code is used. A 5xx of a write is `unknown`, 503 included: proxies, Atlassian's own among them,
 * answer 503 also when a backend broke off after it had begun.
 */
export function classifyFailure(error: unknown, effect: CallEffect): Failure {
  const ambiguous: TrackerTrouble = effect === 'writes' ? { kind: 'unknown' } : { kind: 'down', retryAfterMs: null };
  if (isRateLimitError(error)) {
    const retryAfterMs = error.retryAfterMs === undefined ? null : Math.min(error.retryAfterMs, retryAfterMsMax);
    return { trouble: { kind: 'down', retryAfterMs }, cause: 'status', status: 429 };
  }
  if (isApiError(error)) return { trouble: ofStatus(error.status, ambiguous), cause: 'status', status: error.status };
  if (isNetworkError(error) && neverArrived.has(error.code ?? '')) {
    return { trouble: { kind: 'down', retryAfterMs: null }, cause: 'network', status: null };
  }
  if (error instanceof TooManyCallsError) {
    return { trouble: { kind: 'down', retryAfterMs: null }, cause: 'too-many-calls', status: null };
  }
  if (isDeadline(error)) return { trouble: ambiguous, cause: 'deadline', status: null };
  if (error instanceof UnexpectedAnswerError) return { trouble: ambiguous, cause: 'unexpected-answer', status: null };
  return { trouble: ambiguous, cause: 'network', status: null };
}

/** Ours, or that of an abort signal. */
function isDeadline(error: unknown): boolean {
  return error instanceof DeadlinePassedError || (error instanceof Error && error.name === 'TimeoutError');
}

function ofStatus(status: number, ambiguous: TrackerTrouble): TrackerTrouble {
  if (status >= 500 || status === 408) return ambiguous;
  switch (status) {
    // An expired token is the operator's to renew: what was asked for is not wrong, and must not be given up.
    case 401:
    // Another change was quicker; the same request is good a moment later.
    case 409:
    case 425:
      return { kind: 'down', retryAfterMs: null };
    case 403:
      return { kind: 'refused', reason: 'not-permitted' };
    case 404:
      return { kind: 'refused', reason: 'not-found' };
    case 413:
      return { kind: 'refused', reason: 'too-large' };
    default:
      return { kind: 'refused', reason: 'invalid' };
  }
}
