import pg from 'pg';
import { runTogether, type WrittenRows } from './run-together.ts';
import { sendShared } from './share-round-trips.ts';
import { query, type Statement } from './statement.ts';

export type { Statement } from './statement.ts';

/**
 * How a transaction ended. `overtaken`: a row was not as it was read, or someone else was first. `fenced`: the lane has
 * another owner. Anything else is a defect or a lost database, and is thrown.
 */
export type TransactionOutcome = 'committed' | 'overtaken' | 'fenced';

/**
 * When a transaction is on disk. `later`: within a second, and before any that waits for the disk itself, since the log
 * is written in order. For what is found again as it was, should the database's host fail in that second.
 */
export type Durability = 'at-once' | 'later';

export interface Transaction {
  readonly outcome: TransactionOutcome;
  /** What its statements answered; nothing unless it was committed. */
  readonly rows: WrittenRows;
}

/** Runs all statements as one transaction in one round trip, on a connection of its own. */
export async function runPipeline(
  pool: pg.Pool,
  statements: readonly Statement[],
  durability: Durability = 'at-once',
): Promise<Transaction> {
  const client = await pool.connect();
  let reusable = false;
  try {
    const answer = await runTogether(client, durability === 'later' ? [commitLater, ...statements] : statements);
    const outcome = outcomeOf([answer]);
    reusable = answer.reusable;
    return { outcome, rows: answer.status === 'fulfilled' ? answer.value : new Map() };
  } finally {
    client.release(!reusable);
  }
}

/** In force until the transaction ends. */
const commitLater: Statement = {
  name: 'commit-later',
  text: "select set_config('synchronous_commit', 'off', true)",
  values: [],
};

/**
 * Ends a transaction that someone else began. The first statement that fails breaks it off: the rest is answered with
 * errors that say no more, and the commit becomes a rollback.
 */
export async function commitPipeline(
  client: pg.PoolClient,
  statements: readonly Statement[],
): Promise<TransactionOutcome> {
  return outcomeOf(await sendTogether(client, [...statements, 'commit']));
}

type Answers = readonly PromiseSettledResult<unknown>[];

/** One write to the socket for all of them: on a busy machine each one costs a change of process. */
function sendTogether(client: pg.PoolClient, statements: readonly (Statement | 'commit')[]): Promise<Answers> {
  const { stream } = client.connection;
  stream.cork();
  try {
    return Promise.allSettled(
      statements.map((statement) =>
        typeof statement === 'string' ? client.query(statement) : query(client, statement),
      ),
    );
  } finally {
    stream.uncork();
  }
}

/** In a transaction, on its connection; outside of any, on one that others share. */
export function send(client: pg.ClientBase | pg.Pool, statement: Statement): Promise<pg.QueryResult> {
  return client instanceof pg.Pool ? sendShared(client, statement) : query(client, statement);
}

const lostRaces = new Set([
  '23505', // unique_violation: someone else wrote that row first
  '40001', // serialization_failure
  '40P01', // deadlock_detected
]);

function outcomeOf(answers: Answers): TransactionOutcome {
  const failure = answers.find((answer) => answer.status === 'rejected');
  if (!failure) return 'committed';
  const race = raceOf(failure.reason);
  if (race === null) throw failure.reason;
  return race;
}

/** How a statement lost against somebody else's; null for what went wrong otherwise. */
export function raceOf(error: unknown): Exclude<TransactionOutcome, 'committed'> | null {
  if (!(error instanceof pg.DatabaseError)) return null;
  if (error.constraint === 'overtaken' || error.constraint === 'fenced') return error.constraint;
  return error.code !== undefined && lostRaces.has(error.code) ? 'overtaken' : null;
}
