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
    const outcome = outcomeOf(await sendTogether(client, ['begin', ...statements, 'commit']));
    reusable = true;
    return outcome;
  } finally {
    client.release(!reusable);
  }
}

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

type Answers = readonly PromiseSettledResult<pg.QueryResult>[];

/** One write to the socket for all of them: on a busy machine each one costs a change of process. */
function sendTogether(
  client: pg.PoolClient,
  statements: readonly (Statement | 'begin' | 'commit')[],
): Promise<Answers> {
  const { stream } = client.connection;
  stream.cork();
  try {
    return Promise.allSettled(
      statements.map((statement) =>
        typeof statement === 'string' ? client.query(statement) : send(client, statement),
      ),
    );
  } finally {
    stream.uncork();
  }
}

export function send(client: pg.ClientBase | pg.Pool, { name, text, values }: Statement): Promise<pg.QueryResult> {
  return client.query({ name, text, values: [...values] });
}

const lostRaces = new Set([
  '23505', // unique_violation: someone else wrote that row first
  '40001', // serialization_failure
  '40P01', // deadlock_detected
]);

function outcomeOf(answers: Answers): TransactionOutcome {
  const failure = answers.find((answer) => answer.status === 'rejected');
  if (!failure) return 'committed';
  const error: unknown = failure.reason;
  if (error instanceof pg.DatabaseError) {
    if (error.constraint === 'overtaken' || error.constraint === 'fenced') return error.constraint;
    if (error.code !== undefined && lostRaces.has(error.code)) return 'overtaken';
  }
  throw error;
}
