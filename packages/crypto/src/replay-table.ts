/**
 * Remembers which requests were already accepted.
 * `new`: not seen before, and remembered now, in one atomic step · `seen`: a replay · `full`: the table is at
 * its bound and cannot tell; the request must be refused, because forgetting an entry would let it be replayed.
 * Times are milliseconds since the epoch.
 */
export type ReplayTable = {
  remember(requestId: string, expiresAtMs: number, nowMs: number): Promise<'new' | 'seen' | 'full'>;
};

/** For one process and for tests; a service that runs twice keeps its table in its database. */
export function createInMemoryReplayTable({ entriesMax }: { entriesMax: number }): ReplayTable {
  const expiries = new Map<string, number>();

  return {
    async remember(requestId, expiresAtMs, nowMs) {
      const known = expiries.get(requestId);
      if (known !== undefined && known > nowMs) return 'seen';
      if (expiries.size >= entriesMax) forgetExpired(expiries, nowMs);
      if (expiries.size >= entriesMax) return 'full';
      expiries.set(requestId, expiresAtMs);
      return 'new';
    },
  };
}

function forgetExpired(expiries: Map<string, number>, nowMs: number): void {
  for (const [requestId, expiresAtMs] of expiries) {
    if (expiresAtMs <= nowMs) expiries.delete(requestId);
  }
}
