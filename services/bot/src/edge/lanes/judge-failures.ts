import type { FailureCause } from '../../ports/inbox.ts';

export interface Failures {
  /** In a row, for one and the same cause. */
  readonly count: number;
  /** Since the first failure of all. */
  readonly failingMs: number;
}

export type FailureVerdict = { readonly kind: 'again'; readonly afterMs: number } | { readonly kind: 'set-aside' };

const defectsMax = 3;
/** A database that is short of breath fails whoever asks it. Nobody's words are given up for that. */
const patientCountMin = 8;
const patientMsMin = 10 * 60_000;
/** Even where one cause takes turns with another: its lane goes on then. */
const failingMsMax = 60 * 60_000;
const retryMs = 250;
const retryMsMax = 15_000;

/**
 * Whether an arrival that failed is tried again. A defect of ours shows at once and holds everything up that the same
 * person says next, so three are enough. What says nothing against the arrival itself, a database that does not answer
 * or races that others won, is waited for: ten minutes, and long enough after a silence to have been tried anew.
 */
export function judgeFailures(cause: FailureCause, { count, failingMs }: Failures): FailureVerdict {
  const isOver =
    failingMs >= failingMsMax ||
    (cause === 'defect' ? count >= defectsMax : count >= patientCountMin && failingMs >= patientMsMin);
  return isOver ? { kind: 'set-aside' } : { kind: 'again', afterMs: pauseAfter(count) };
}

function pauseAfter(count: number): number {
  return Math.min(retryMsMax, retryMs * 2 ** Math.min(count - 1, 10));
}
