import pg from 'pg';
import type { Statement } from './statement.ts';

declare module 'pg' {
  interface Connection {
    /** What the driver need not have prepared again: texts by their names. */
    readonly parsedStatements: Record<string, string>;
  }
}

/** As the server writes them: values of a row as text. */
export type WrittenRow = readonly (string | null)[];

/** The last row of each statement that has answered with any, by its name. */
export type WrittenRows = ReadonlyMap<string, WrittenRow>;

/** What came of them. `reusable`: what the connection remembers to have prepared is prepared. */
export type Together = PromiseSettledResult<WrittenRows> & { readonly reusable: boolean };

/**
 * Statements between two marks of the protocol are one transaction to the server, which answers at the end of it: one
 * change of process for all of them, where each statement by itself, the brackets of a transaction among them, costs
 * one there and one here. None is done where one fails.
 */
export async function runTogether(client: pg.ClientBase, statements: readonly Statement[]): Promise<Together> {
  const { promise, resolve, reject } = Promise.withResolvers<WrittenRows>();
  const all = new AllAtOnce(statements, (error) => (error ? reject(error) : resolve(all.written)));
  client.query(all);
  const [answer] = await Promise.allSettled([promise]);
  return { ...answer, reusable: answer.status === 'fulfilled' || !all.prepares };
}

/** One query to the driver, which takes answers for it up to the one that says that the server is ready again. */
class AllAtOnce extends pg.Query {
  /** Some statement is new to the connection: should one before it fail, it will not have been prepared. */
  prepares = false;
  readonly written = new Map<string, WrittenRow>();
  #completed = 0;
  readonly #statements: readonly Statement[];

  constructor(statements: readonly Statement[], callback: (error: Error | undefined) => void) {
    super('', callback);
    this.#statements = statements;
  }

  override submit = (connection: pg.Connection): void => {
    connection.stream.cork();
    try {
      const unmarked = this.#withoutMarks(connection);
      for (const { name, text, values } of this.#statements) {
        const refused: unknown = new pg.Query({ name, text, values: [...values] }).submit(unmarked);
        if (refused instanceof Error) throw refused;
      }
      connection.sync();
    } finally {
      connection.stream.uncork();
    }
  };

  /** The same connection to a query that would mark its end, and ask what its rows look like. */
  #withoutMarks(connection: pg.Connection): pg.Connection {
    const parse = (query: pg.QueryParse) => {
      this.prepares = true;
      connection.parsedStatements[query.name] = query.text;
      connection.parse(query, true);
    };
    return Object.create(connection, {
      parse: { value: parse },
      describe: { value: () => undefined },
      sync: { value: () => undefined },
    });
  }

  handleDataRow({ fields }: { readonly fields: WrittenRow }): void {
    const statement = this.#statements[this.#completed];
    if (statement) this.written.set(statement.name, fields);
  }

  handleCommandComplete(): void {
    this.#completed += 1;
  }
}
