import type { ReplayTable } from '@desk/crypto';
import type pg from 'pg';

export interface AcceptedRequestsOptions {
  readonly entriesMax?: number;
}

const entriesMaxUsual = 100_000;
const sweepEveryMs = 15_000;
/** An id is kept beyond its time, for replicas whose clocks are behind: two minutes in all. */
const clocksApartMs = 55_000;

/** Request ids already accepted, shared by every bot on this database and kept over restarts. */
export function createAcceptedRequests(
  pool: pg.Pool,
  { entriesMax = entriesMaxUsual }: AcceptedRequestsOptions = {},
): ReplayTable {
  let entries = 0;
  let sweptAtMs = Number.NEGATIVE_INFINITY;

  async function sweep(nowMs: number): Promise<void> {
    sweptAtMs = nowMs;
    await pool.query('delete from accepted_requests where expires_at <= $1', [new Date(nowMs - clocksApartMs)]);
    const { rows } = await pool.query<{ entries: number }>('select count(*)::int as entries from accepted_requests');
    entries = rows[0]?.entries ?? 0;
  }

  return {
    async remember(requestId, expiresAtMs, nowMs) {
      if (nowMs - sweptAtMs >= sweepEveryMs) await sweep(nowMs);
      if (entries >= entriesMax) return 'full';
      const { rowCount } = await pool.query({
        name: 'remember-request',
        text: 'insert into accepted_requests (id, expires_at) values ($1, $2) on conflict do nothing',
        values: [requestId, new Date(expiresAtMs)],
      });
      if (rowCount !== 1) return 'seen';
      entries += 1;
      return 'new';
    },
  };
}
