import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { withEngine } from './with-engine.ts';

export type DiffSchemaOptions = { databaseUrl: string; schemaFile: string };

/** `sql` is the script that would bring the database to the schema. */
export type SchemaDifference = { kind: 'equal' } | { kind: 'different'; sql: string };

/**
 * Compares a database with a Prisma schema: for a test that the migrations and the schema say the same, and for
 * drafting the next migration.
 */
export async function diffSchema({ databaseUrl, schemaFile }: DiffSchemaOptions): Promise<SchemaDifference> {
  const path = resolve(schemaFile);
  const schema = { path, content: await readFile(path, 'utf8') };
  const { exitCode, stdout } = await withEngine({ databaseUrl, schema }, (engine) =>
    engine.diff({
      from: { tag: 'schemaDatasource', files: [schema], configDir: dirname(path) },
      to: { tag: 'schemaDatamodel', files: [schema] },
      script: true,
      exitCode: true,
      filters: { externalTables: [], externalEnums: [] },
    }),
  );
  return exitCode === 0 ? { kind: 'equal' } : { kind: 'different', sql: stdout ?? '' };
}
