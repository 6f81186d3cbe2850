import { readdir } from 'node:fs/promises';
import pg from 'pg';
import type { ApplyMigrationsOptions } from './is-up-to-date.ts';

/** Why a database cannot be asked. `other`: what its own log would tell. */
export type DatabaseTrouble =
  | 'host-unknown'
  | 'nobody-listens'
  | 'no-answer'
  | 'password'
  | 'not-let-in'
  | 'no-such-database'
  | 'full'
  | 'certificate'
  | 'no-encryption'
  | 'other';

export type InspectedDatabase =
  | { readonly kind: 'away'; readonly trouble: DatabaseTrouble }
  | ({ readonly kind: 'there'; readonly migrations: MigrationState } & DatabaseState);

export interface DatabaseState {
  /** As PostgreSQL counts: 180003 is 18.3. */
  readonly versionNumber: number;
  readonly isSuperuser: boolean;
  /** A standby, or set to be read alone. */
  readonly isReadOnly: boolean;
  readonly mayCreateTables: boolean;
  readonly encoding: string;
  /** For users who are no superusers. */
  readonly connectionsMax: number;
  /** How far its clock is before ours. */
  readonly aheadMs: number;
}

/** Names of migrations: those the database lacks, those that only it knows, and those that began and did not finish. */
export interface MigrationState {
  readonly pending: readonly string[];
  readonly unknown: readonly string[];
  readonly failed: readonly string[];
}

const connectWithinMs = 4_000;
const answerWithinMs = 4_000;

/** Looks at a database and changes nothing. What goes wrong is told by its kind: messages quote addresses. */
export async function inspectDatabase({
  databaseUrl,
  migrationsDir,
}: ApplyMigrationsOptions): Promise<InspectedDatabase> {
  try {
    const client = new pg.Client({
      connectionString: databaseUrl,
      connectionTimeoutMillis: connectWithinMs,
      query_timeout: answerWithinMs,
      application_name: 'desk-doctor',
    });
    // One that breaks off while nobody waits for it must not take the process along.
    client.on('error', () => undefined);
    try {
      await client.connect();
      const state = await readState(client);
      return { kind: 'there', ...state, migrations: await compareMigrations(client, migrationsDir) };
    } finally {
      await client.end().catch(() => undefined);
    }
  } catch (error) {
    return { kind: 'away', trouble: troubleOf(error) };
  }
}

const stateQuery = `
  select current_setting('server_version_num')::int as "versionNumber",
    r.rolsuper as "isSuperuser",
    pg_is_in_recovery() or current_setting('default_transaction_read_only') = 'on' as "isReadOnly",
    coalesce(has_schema_privilege(current_schema(), 'create'), false) as "mayCreateTables",
    pg_encoding_to_char(d.encoding) as "encoding",
    least(
      current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int,
      nullif(r.rolconnlimit, -1),
      nullif(d.datconnlimit, -1)
    ) as "connectionsMax",
    (extract(epoch from clock_timestamp()) * 1000)::float8 as now
  from pg_roles r, pg_database d
  where r.rolname = current_user and d.datname = current_database()`;

async function readState(client: pg.Client): Promise<DatabaseState> {
  const askedAt = Date.now();
  const { rows } = await client.query<Omit<DatabaseState, 'aheadMs'> & { readonly now: number }>(stateQuery);
  const [row] = rows;
  if (!row) throw new Error('The database knows neither itself nor its user.');
  const { now, ...state } = row;
  return { ...state, aheadMs: Math.round(now - (askedAt + Date.now()) / 2) };
}

async function compareMigrations(client: pg.Client, migrationsDir: string): Promise<MigrationState> {
  const entries = await readdir(migrationsDir, { withFileTypes: true });
  const wanted = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const rows = await readMigrations(client);
  const finished = new Set(rows.filter((row) => row.finished).map(({ name }) => name));
  const begun = new Set(rows.map(({ name }) => name));
  return {
    pending: wanted.filter((name) => !begun.has(name)).sort(),
    unknown: [...begun].filter((name) => !wanted.includes(name)).sort(),
    failed: [...begun].filter((name) => !finished.has(name)).sort(),
  };
}

async function readMigrations(
  client: pg.Client,
): Promise<readonly { readonly name: string; readonly finished: boolean }[]> {
  const { rows: there } = await client.query<{ there: boolean }>(
    "select to_regclass('_prisma_migrations') is not null as there",
  );
  if (!there[0]?.there) return [];
  const { rows } = await client.query<{ name: string; finished: boolean }>(
    'select migration_name as name, finished_at is not null as finished from _prisma_migrations where rolled_back_at is null',
  );
  return rows;
}

/** By SQLSTATE, or by Node's code for a connection that was not made. */
const troubles: Readonly<Record<string, DatabaseTrouble>> = {
  ENOTFOUND: 'host-unknown',
  EAI_AGAIN: 'host-unknown',
  ECONNREFUSED: 'nobody-listens',
  ENOENT: 'nobody-listens',
  ETIMEDOUT: 'no-answer',
  EHOSTUNREACH: 'no-answer',
  ENETUNREACH: 'no-answer',
  ECONNRESET: 'no-answer',
  '57P03': 'no-answer',
  '28P01': 'password',
  '28000': 'not-let-in',
  '42501': 'not-let-in',
  '3D000': 'no-such-database',
  '53300': 'full',
};

function troubleOf(error: unknown): DatabaseTrouble {
  if (!(error instanceof Error)) return 'other';
  const code = 'code' in error ? String(error.code) : '';
  const known = troubles[code];
  if (known) return known;
  if (/CERT|SIGNATURE|TLS|SSL|ISSUER/.test(code)) return 'certificate';
  // These two of pg have no code.
  if (/does not support SSL/.test(error.message)) return 'no-encryption';
  return /timeout/i.test(error.message) ? 'no-answer' : 'other';
}
