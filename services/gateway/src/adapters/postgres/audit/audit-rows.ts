import { Pool } from 'pg';
import type { AuditLogName, AuditRows, StoredRow } from '../../../ports/audit-trail.ts';
import { type AuditColumns, readColumns } from './audit-columns.ts';

/** As the driver gives it, in the order of the statement: a million of them are read at a time. */
type Row = readonly [
  number: string,
  bytes: Buffer,
  hash: Buffer,
  at: string | null,
  act: string | null,
  actor: string | null,
  on: string | null,
  outcome: string | null,
  reason: string | null,
];

const tables = { gateway: 'audit_log', bot: 'shipped_audit_log' } as const satisfies Record<AuditLogName, string>;

/** Through the driver alone: what makes rows into objects of a model takes several times as long. */
export function createAuditRows(databaseUrl: string): AuditRows & { close(): Promise<void> } {
  const pool = new Pool({
    connectionString: databaseUrl,
    max: 2,
    connectionTimeoutMillis: 2_000,
    statement_timeout: 30_000,
  });
  pool.on('error', () => undefined);
  return {
    async read(log, after, rowsMax) {
      const { rows } = await pool.query<[...Row]>({
        name: `read-${tables[log]}`,
        text: `select number, bytes, hash, (extract(epoch from at) * 1000)::bigint, act, actor, "on", outcome, reason
          from ${tables[log]} where number > $1 order by number limit $2`,
        values: [after, rowsMax],
        rowMode: 'array',
      });
      return rows.map(storedRow);
    },

    async estimate(log) {
      const { rows } = await pool.query<{ count: string }>(
        `select coalesce(max(number) - min(number) + 1, 0) as count from ${tables[log]}`,
      );
      return Number(rows[0]?.count ?? 0);
    },

    close: () => pool.end(),
  };
}

function storedRow([place, entryBytes, hash, at, ...texts]: Row): StoredRow {
  const number = Number(place);
  const said = readColumns(entryBytes, number);
  const saysTheSame =
    said === null ? at === null : Number(at) === said.at.getTime() && at !== null && agree(texts, said);
  return { number, entryBytes, hash, saysTheSame };
}

function agree([act, actor, on, outcome, reason]: readonly (string | null | undefined)[], said: AuditColumns): boolean {
  return (
    act === said.act && actor === said.actor && on === said.on && outcome === said.outcome && reason === said.reason
  );
}
