import { isApiError, isNetworkError, isRateLimitError } from 'jira.js/core';
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

/**
 * What a failed call means. jira.js puts the whole response body into its messages, so nothing of the error but its
 * class, status and code is used.
 */
export function classifyFailure(error: unknown, effect: CallEffect): Failure {
  if (isRateLimitError(error)) {
    return { trouble: tooManyRequests(error.retryAfterMs ?? null), cause: 'status', status: 429 };
  }
  if (isApiError(error)) return { trouble: judgeStatus(error.status, effect), cause: 'status', status: error.status };
  if (isNetworkError(error) && neverArrived.has(error.code ?? '')) {
    return { trouble: down, cause: 'network', status: null };
  }
  if (error instanceof TooManyCallsError) return { trouble: down, cause: 'too-many-calls', status: null };
  const trouble = ambiguous(effect);
  if (isDeadline(error)) return { trouble, cause: 'deadline', status: null };
  if (error instanceof UnexpectedAnswerError) return { trouble, cause: 'unexpected-answer', status: null };
  return { trouble, cause: 'network', status: null };
}

/** Ours, or that of an abort signal. */
function isDeadline(error: unknown): boolean {
  return error instanceof DeadlinePassedError || (error instanceof Error && error.name === 'TimeoutError');
}
