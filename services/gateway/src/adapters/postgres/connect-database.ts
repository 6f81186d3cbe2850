import { PrismaPg } from '@prisma/adapter-pg';
import { type Prisma, PrismaClient } from './generated/client.ts';
import { nameStatements } from './name-statements.ts';

/** What every store of this folder is given: the client itself, or a transaction of it. */
export type Database = PrismaClient;
export type Transaction = Prisma.TransactionClient;

export interface DatabaseConnection {
  readonly database: Database;
  /** Whether the database answers now. */
  ping(): Promise<boolean>;
  close(): Promise<void>;
}

/** Every wait has an end: a database that hangs must not hold requests for ever. */
const limits = {
  max: 10,
  connectionTimeoutMillis: 2_000,
  statement_timeout: 5_000,
  lock_timeout: 2_000,
  idle_in_transaction_session_timeout: 10_000,
} as const;

export function connectDatabase(databaseUrl: string): DatabaseConnection {
  const options = { statementNameGenerator: nameStatements() };
  const database = new PrismaClient({ adapter: new PrismaPg({ connectionString: databaseUrl, ...limits }, options) });
  return {
    database,
    ping: () =>
      database.$queryRaw`select 1`.then(
        () => true,
        () => false,
      ),
    close: () => database.$disconnect(),
  };
}
