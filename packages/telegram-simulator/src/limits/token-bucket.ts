/** Fills at a steady rate up to its capacity; what is spent must be there. Times are epoch milliseconds. */
export interface TokenBucket {
  /** Zero when the tokens were spent, otherwise the milliseconds until they will be there. */
  spend(tokens: number, nowMs: number): number;
  /** As spend, without spending. */
  waitMs(tokens: number, nowMs: number): number;
}

export function createTokenBucket({ capacity, perSecond }: { capacity: number; perSecond: number }): TokenBucket {
  let level = capacity;
  let filledAtMs: number | undefined;

  const waitMs = (tokens: number, nowMs: number): number => {
    if (filledAtMs !== undefined) level = Math.min(capacity, level + ((nowMs - filledAtMs) / 1000) * perSecond);
    filledAtMs = nowMs;
    // More than the bucket can ever hold passes from a full bucket, or an album of ten could never be sent.
    const missing = Math.min(tokens, capacity) - level;
    return missing <= 1e-9 ? 0 : Math.ceil((missing / perSecond) * 1000);
  };

  return {
    waitMs,
    spend(tokens, nowMs) {
      const wait = waitMs(tokens, nowMs);
      if (wait === 0) level -= tokens;
      return wait;
    },
  };
}
