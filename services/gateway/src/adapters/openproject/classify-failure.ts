import type { TrackerTrouble } from '../../ports/tracker.ts';
import {
  ambiguous,
  type CallEffect,
  down,
  judgeStatus,
  neverArrived,
  tooManyRequests,
  UnexpectedAnswerError,
} from '../trackers/judge-status.ts';

/** Why a call did not bring what it was sent for. */
export type FailureCause = 'status' | 'network' | 'deadline' | 'unexpected-answer' | 'too-many-calls' | 'no-access';

export interface Failure {
  readonly kind: 'failed';
  readonly trouble: TrackerTrouble;
  readonly cause: FailureCause;
  /** HTTP's, where there was an answer. */
  readonly status: number | null;
}

/** Refused by ourselves: nothing was sent. */
export function notSent(cause: 'too-many-calls' | 'no-access'): Failure {
  return { kind: 'failed', trouble: down, cause, status: null };
}

/** What an exception of a call means. Nothing of it but its class and code is used. */
export function ofError(error: unknown, effect: CallEffect): Failure {
  if (neverArrived.has(codeOf(error))) return { kind: 'failed', trouble: down, cause: 'network', status: null };
  return { kind: 'failed', trouble: ambiguous(effect), cause: causeOf(error), status: null };
}

/** What an answer outside 2xx means. */
export function ofResponse({ status, headers }: Response, effect: CallEffect): Failure {
  const trouble =
    status === 429 ? tooManyRequests(waitOf(headers.get('retry-after') ?? '')) : judgeStatus(status, effect);
  return { kind: 'failed', trouble, cause: 'status', status };
}

function causeOf(error: unknown): FailureCause {
  if (error instanceof UnexpectedAnswerError) return 'unexpected-answer';
  return error instanceof Error && error.name === 'TimeoutError' ? 'deadline' : 'network';
}

function waitOf(seconds: string): number | null {
  return /^\d{1,9}$/.test(seconds) ? Number(seconds) * 1000 : null;
}

/** Node's fetch says why in the cause of its error. */
function codeOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  if (typeof cause !== 'object' || cause === null || !('code' in cause)) return '';
  return String(cause.code);
}
