import type { TrackerTrouble } from '../../ports/tracker.ts';

/** `reads`: nothing is left behind in the tracker, whatever became of the call. `writes`: something may be. */
export type CallEffect = 'reads' | 'writes';

/** A tracker answered 2xx with something else than it should: a proxy's page, or another version than was described. */
export class UnexpectedAnswerError extends Error {
  override readonly name = 'UnexpectedAnswerError';
}

/** Codes of Node's errors that say that nobody was there to carry anything out. */
export const neverArrived: ReadonlySet<string> = new Set([
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

export const down: TrackerTrouble = { kind: 'down', retryAfterMs: null };

/** It may have been carried out. */
export function ambiguous(effect: CallEffect): TrackerTrouble {
  return effect === 'writes' ? { kind: 'unknown' } : down;
}

/** Too many requests; `askedMs`: how long the tracker wants to be left alone, null where it does not say. */
export function tooManyRequests(askedMs: number | null): TrackerTrouble {
  return { kind: 'down', retryAfterMs: askedMs === null ? null : Math.min(askedMs, retryAfterMsMax) };
}

/**
 * What an answer outside 2xx means, but for 429. A 5xx of a write is `unknown`, 503 included: proxies answer it also
 * when a backend broke off after it had begun.
 */
export function judgeStatus(status: number, effect: CallEffect): TrackerTrouble {
  if (status >= 500 || status === 408) return ambiguous(effect);
  switch (status) {
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
