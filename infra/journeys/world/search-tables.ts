import { escapeIdentifier } from 'pg';
import { withDatabase } from '../../stack/with-database.ts';

/** Every row of every table, each as one line of text that begins with its table: for searching what must not be there. */
export async function dumpTables(databaseUrl: string): Promise<string[]> {
  return withDatabase(databaseUrl, async (client) => {
    // One snapshot: what moves from one table to another meanwhile is seen once.
    await client.query('begin transaction isolation level repeatable read read only');
    const tables = await client.query<{ schema: string; name: string }>(
      `select table_schema as schema, table_name as name from information_schema.tables
       where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')
       order by 1, 2`,
    );
    const lines: string[] = [];
    for (const { schema, name } of tables.rows) {
      const { rows } = await client.query<Record<string, unknown>>(
        `select * from ${escapeIdentifier(schema)}.${escapeIdentifier(name)}`,
      );
      for (const row of rows) lines.push(`${schema}.${name} ${writeRow(row)}`);
    }
    return lines;
  });
}

export function queryRows<Row extends Record<string, unknown>>(
  databaseUrl: string,
  statement: string,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  return withDatabase(databaseUrl, async (client) => (await client.query<Row>(statement, [...values])).rows);
}

/** The bot's audit log as text, an entry a line, numbered already or not yet. */
export async function auditOfBot(databaseUrl: string): Promise<string[]> {
  const lines = await dumpTables(databaseUrl);
  return lines.filter((line) => /^public[.](audit_pending|system_log) /.test(line));
}

/** Bytes are read as text: what was stored without sealing shows. */
function writeRow(row: Record<string, unknown>): string {
  return Object.entries(row)
    .map(([column, value]) => `${column}=${Buffer.isBuffer(value) ? value.toString('utf8') : JSON.stringify(value)}`)
    .join(' ');
}
