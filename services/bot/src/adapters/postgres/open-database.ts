import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaClient } from './generated/client.ts';
import { nameStatements } from './name-statements.ts';

export interface Database {
  /** For hand-written SQL. A connection sends statements without waiting for the answers of those before. */
  readonly pool: pg.Pool;
  /** For what reads much or takes long: nobody waits for a connection behind it. */
  readonly upkeep: pg.Pool;
  /** For reads. */
  readonly prisma: PrismaClient;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  readonly databaseUrl: string;
  /** Something went wrong with a connection that nobody was using. */
  readonly onIdleError: (error: Error) => void;
}

/** Nothing waits for ever: neither for a connection, nor for a lock, nor for an answer. */
const limits = {
  connectionTimeoutMillis: 2_000,
  statement_timeout: 5_000,
  lock_timeout: 2_000,
  idle_in_transaction_session_timeout: 10_000,
  idleTimeoutMillis: 60_000,
} as const;

/**
 * Statements that many people wait for name their rows by key: any values want the same plan, and making one anew for
 * each took twice as long as carrying it out. The plan is by index even while a table is nearly empty, since it is kept
 * while the table grows; compiling it never pays. Upkeep compares with instants, which are planned for as they are.
 */
export const plannedOnce = '-c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c jit=off';

const writersMax = 12;
const upkeepMax = 2;
const readersMax = 6;

export function openDatabase({ databaseUrl, onIdleError }: DatabaseOptions): Database {
  const asked = { ...limits, connectionString: databaseUrl };
  const writing = { application_name: 'desk-bot', max: writersMax, pipeline: true, options: plannedOnce };
  const pool = new pg.Pool({ ...asked, ...writing });
  const upkeep = new pg.Pool({ ...asked, application_name: 'desk-bot-upkeep', max: upkeepMax });
  for (const each of [pool, upkeep]) each.on('error', onIdleError);
  const reading = { ...asked, application_name: 'desk-bot-reader', max: readersMax };
  const naming = { statementNameGenerator: nameStatements(), onPoolError: onIdleError };
  const prisma = new PrismaClient({ adapter: new PrismaPg(reading, naming) });
  return {
    ...{ pool, upkeep, prisma },
    async close() {
      await Promise.all([pool.end(), upkeep.end(), prisma.$disconnect()]);
    },
  };
}

/** Whether the database answers, and whether it is one that the bot has made its tables in. */
export async function lookAtDatabase(pool: pg.Pool): Promise<'ready' | 'not-there' | 'not-the-bots'> {
  try {
    const { rows } = await pool.query<{ there: boolean }>("select to_regclass('decisions') is not null as there");
    return rows[0]?.there ? 'ready' : 'not-the-bots';
  } catch {
    return 'not-there';
  }
}
