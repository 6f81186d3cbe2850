import type { ReplayTable } from '@desk/crypto';
import { Pool } from 'pg';

export interface StoredReplayTable extends ReplayTable {
  /** Removes what no clock accepts any more. To be called every few seconds. */
  sweep(now: number): Promise<void>;
  close(): Promise<void>;
}

const entriesMaxDefault = 200_000;

/** An id is kept beyond its time, for replicas whose clocks are behind: two minutes in all. */
const clocksApartMs = 55_000;

/**
 * Request ids already accepted, shared by every gateway on this database and kept over restarts. A commit here does
 * not wait for the disk: after a crash of the database itself, requests of its last half second could be sent again,
 * and every write among them carries an idempotency key.
 */
export function createReplayTable(databaseUrl: string, { entriesMax = entriesMaxDefault } = {}): StoredReplayTable {
  const pool = new Pool({
    connectionString: databaseUrl,
    max: 4,
    connectionTimeoutMillis: 2_000,
    statement_timeout: 2_000,
    options: '-c synchronous_commit=off',
  });
  pool.on('error', () => undefined);
  let entries = 0;

  return {
    async remember(requestId, expiresAtMs) {
      if (entries >= entriesMax) return 'full';
      const { rowCount } = await pool.query({
        name: 'remember-request',
        text: 'insert into accepted_requests (id, expires_at) values ($1, to_timestamp($2::double precision / 1000)) on conflict do nothing',
        values: [requestId, expiresAtMs],
      });
      if (rowCount !== 1) return 'seen';
      entries += 1;
      return 'new';
    },

    async sweep(now) {
      await pool.query('delete from accepted_requests where expires_at <= to_timestamp($1::double precision / 1000)', [
        now - clocksApartMs,
      ]);
      const { rows } = await pool.query<{ entries: number }>('select count(*)::int as entries from accepted_requests');
      entries = rows[0]?.entries ?? 0;
    },

    close: () => pool.end(),
  };
}
