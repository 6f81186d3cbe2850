import type { TrackerTrouble } from '../../ports/tracker.ts';

/** `reads`: nothing is left behind in OpenProject, whatever became of the call. `writes`: something may be. */
export type CallEffect = 'reads' | 'writes';

/** Why a call did not bring what it was sent for. */
export type FailureCause = 'status' | 'network' | 'deadline' | 'unexpected-answer' | 'too-many-calls' | 'no-access';

export interface Failure {
  readonly kind: 'failed';
  readonly trouble: TrackerTrouble;
  readonly cause: FailureCause;
  /** HTTP's, where there was an answer. */
  readonly status: number | null;
}

/** OpenProject answered 2xx with something else than it should: a proxy's page, or another version than was described. */
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
const down: TrackerTrouble = { kind: 'down', retryAfterMs: null };

/** Refused by ourselves: nothing was sent. */
export function notSent(cause: 'too-many-calls' | 'no-access'): Failure {
  return { kind: 'failed', trouble: down, cause, status: null };
}

/** What an exception of a call means. Nothing of it but its class and code is used. */
export function ofError(error: unknown, effect: CallEffect): Failure {
  if (neverArrived.has(codeOf(error))) return { kind: 'failed', trouble: down, cause: 'network', status: null };
  const trouble = ambiguous(effect);
  if (error instanceof UnexpectedAnswerError)
    return { kind: 'failed', trouble, cause: 'unexpected-answer', status: null };
  const isDeadline = error instanceof Error && error.name === 'TimeoutError';
  return { kind: 'failed', trouble, cause: isDeadline ? 'deadline' : 'network', status: null };
}

/** What an answer outside 2xx means. */
export function ofResponse({ status, headers }: Response, effect: CallEffect): Failure {
  return { kind: 'failed', trouble: ofStatus(status, headers, effect), cause: 'status', status };
}

/** A 5xx of a write is `unknown`, 503 included: a proxy answers it also when OpenProject broke off after it had begun. */
function ofStatus(status: number, headers: Headers, effect: CallEffect): TrackerTrouble {
  if (status >= 500 || status === 408) return ambiguous(effect);
  switch (status) {
    case 429:
      return { kind: 'down', retryAfterMs: retryAfterMs(headers.get('retry-after') ?? '') };
    // Credentials that count no more are the operator's to renew: what was asked for must not be given up.
    case 401:
    // Another change was quicker; the same request is good a moment later.
    case 409:
    case 425:
      return down;
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

function ambiguous(effect: CallEffect): TrackerTrouble {
  return effect === 'writes' ? { kind: 'unknown' } : down;
}

function retryAfterMs(seconds: string): number | null {
  return /^\d{1,9}$/.test(seconds) ? Math.min(Number(seconds) * 1000, retryAfterMsMax) : null;
}

/** Node's fetch says why in the cause of its error. */
function codeOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  if (typeof cause !== 'object' || cause === null || !('code' in cause)) return '';
  return String(cause.code);
}
