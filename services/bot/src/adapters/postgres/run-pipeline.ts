import pg from 'pg';

/** A prepared statement: the name is that of the text, the same wherever it is used. */
export interface Statement {
  readonly name: string;
  readonly text: string;
  readonly values: readonly unknown[];
}

/**
 * How a transaction ended. `overtaken`: a row was not as it was read, or someone else was first. `fenced`: the lane has
 * another owner. Anything else is a defect or a lost database, and is thrown.
 */
export type TransactionOutcome = 'committed' | 'overtaken' | 'fenced';

/** Runs all statements as one transaction in one round trip, on a connection of its own. */
export async function runPipeline(pool: pg.Pool, statements: readonly Statement[]): Promise<TransactionOutcome> {
  const client = await pool.connect();
  let reusable = false;
  try {
    const outcome = await commitPipeline(client, [client.query('begin')], statements);
    reusable = true;
    return outcome;
  } finally {
    client.release(!reusable);
  }
}

/**
 * Sends the statements and the commit without waiting in between. The first one that fails breaks off the
 * transaction: the rest is answered with errors that say no more, and the commit becomes a rollback.
 */
export async function commitPipeline(
  client: pg.ClientBase,
  before: readonly Promise<pg.QueryResult>[],
  statements: readonly Statement[],
): Promise<TransactionOutcome> {
  const sent = statements.map((statement) => send(client, statement));
  const commit = client.query('commit');
  const answers = await Promise.allSettled([...before, ...sent, commit]);
  const failure = answers.find((answer) => answer.status === 'rejected');
  if (failure) return outcomeOf(failure.reason);
  return 'committed';
}

export function send(client: pg.ClientBase | pg.Pool, { name, text, values }: Statement): Promise<pg.QueryResult> {
  return client.query({ name, text, values: [...values] });
}

const lostRaces = new Set([
  '23505', // unique_violation: someone else wrote that row first
  '40001', // serialization_failure
  '40P01', // deadlock_detected
]);

function outcomeOf(error: unknown): TransactionOutcome {
  if (error instanceof pg.DatabaseError) {
    if (error.constraint === 'overtaken' || error.constraint === 'fenced') return error.constraint;
    if (error.code !== undefined && lostRaces.has(error.code)) return 'overtaken';
  }
  throw error;
}
