/** A write whose outcome is unknown, and how often it was looked for in vain. Instants are epoch milliseconds. */
export interface UnknownWrite {
  readonly attemptedAt: number;
  readonly lookups: number;
}

/**
 * When such a write may be sent again. The tracker has no idempotency key, so the only proof that nothing was written
 * is not to find it: twice and after 30 s where the look is current, three times and after 60 s where an index may lag.
 * The wait also covers a request that is still under way inside the tracker, and so is longer than any is waited for
 * (20 s): a tracker that is slow for one is slow for the other.
 */
const proof = {
  settled: { lookupsMin: 2, waitMs: 30_000 },
  lagging: { lookupsMin: 3, waitMs: 60_000 },
} as const;

const retryAfterMsMin = 1_000;

export type Absence =
  | { readonly kind: 'proven' }
  /** `lookups`: this one included. */
  | { readonly kind: 'look-again'; readonly lookups: number; readonly retryAfterMs: number };

/** What one more vain look says. */
export function judgeAbsence(write: UnknownWrite, { settled }: { readonly settled: boolean }, now: number): Absence {
  const lookups = write.lookups + 1;
  const { lookupsMin, waitMs } = settled ? proof.settled : proof.lagging;
  const remainingMs = write.attemptedAt + waitMs - now;
  if (lookups >= lookupsMin && remainingMs <= 0) return { kind: 'proven' };
  // The lookups that are left, spread over the time that is left: the last one then is the proof.
  const retryAfterMs = Math.max(retryAfterMsMin, remainingMs / Math.max(1, lookupsMin - lookups));
  return { kind: 'look-again', lookups, retryAfterMs };
}
