import pg from 'pg';
import { query, type Statement } from './statement.ts';

interface Passenger {
  readonly statement: Statement;
  readonly resolve: (answer: Promise<pg.QueryResult>) => void;
  readonly reject: (reason: unknown) => void;
}

/** What went before on the connection is waited for. */
const sharersMax = 8;
const gatherings = new WeakMap<pg.Pool, (statement: Statement) => Promise<pg.QueryResult>>();

/**
 * For a statement that stands for itself: it shares a connection, and one write to its socket, with others of the same
 * turn of the event loop. While no connection is free they gather. Each succeeds or fails alone.
 */
export function sendShared(pool: pg.Pool, statement: Statement): Promise<pg.QueryResult> {
  const join = gatherings.get(pool) ?? gather(pool);
  gatherings.set(pool, join);
  return join(statement);
}

/** For what takes long: nobody else's statement waits behind it. */
export function sendApart(pool: pg.Pool, statement: Statement): Promise<pg.QueryResult> {
  return query(pool, statement);
}

function gather(pool: pg.Pool): (statement: Statement) => Promise<pg.QueryResult> {
  const waiting: Passenger[] = [];

  async function depart(): Promise<void> {
    if (waiting.length === 0) return;
    const client = await pool.connect();
    const { stream } = client.connection;
    stream.cork();
    const answers = waiting.splice(0, sharersMax).map(({ statement, resolve }) => {
      const answer = query(client, statement);
      resolve(answer);
      return answer;
    });
    stream.uncork();
    const settled = await Promise.allSettled(answers);
    client.release(settled.some((answer) => answer.status === 'rejected' && !isOfStatement(answer.reason)));
  }

  function leave(): void {
    depart().catch((error) => {
      for (const { reject } of waiting.splice(0, sharersMax)) reject(error);
    });
  }

  return (statement) =>
    new Promise((resolve, reject) => {
      waiting.push({ statement, resolve, reject });
      if (waiting.length % sharersMax === 1) setImmediate(leave);
    });
}

/** The database's word on one statement; anything else is about the connection. */
function isOfStatement(error: unknown): boolean {
  return error instanceof pg.DatabaseError;
}
