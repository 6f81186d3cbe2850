import type pg from 'pg';

/** A prepared statement: the name is that of the text, the same wherever it is used. */
export interface Statement {
  readonly name: string;
  readonly text: string;
  readonly values: readonly unknown[];
}

export function query(client: pg.ClientBase | pg.Pool, { name, text, values }: Statement): Promise<pg.QueryResult> {
  return client.query({ name, text, values: [...values] });
}
