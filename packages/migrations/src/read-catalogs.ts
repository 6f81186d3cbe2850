import { ColumnTypeEnum, type SqlDriverAdapter, type SqlQuery } from '@prisma/driver-adapter-utils';

/**
 * Lets the schema engine read the catalogs of PostgreSQL 18, which versions 7.10 of engine and adapter cannot yet:
 * the adapter knows no `"char"` columns, and the engine takes PostgreSQL 18's NOT NULL constraints (`contype = 'n'`)
 * for ones it should understand (prisma/prisma#29635). Only two catalog queries of the engine contain these words.
 */
export function readCatalogs(adapter: SqlDriverAdapter): SqlDriverAdapter {
  const queryRaw = adapter.queryRaw.bind(adapter);
  adapter.queryRaw = async (query: SqlQuery) => {
    const result = await queryRaw({ ...query, sql: rewritten(query.sql) });
    const columnTypes = result.columnTypes.map((type, index) =>
      characterColumns.has(result.columnNames[index] ?? '') ? ColumnTypeEnum.Character : type,
    );
    return { ...result, columnTypes };
  };
  return adapter;
}

const characterColumns = new Set(['constraint_type', 'confdeltype', 'confupdtype']);

const rewrites: readonly [from: string | RegExp, to: string][] = [
  ["contype NOT IN ('p', 'u', 'f')", "contype NOT IN ('p', 'u', 'f', 'n')"],
  ['constr.contype AS constraint_type', 'constr.contype::text AS constraint_type'],
  [/(?<=\s)con\.(confdeltype|confupdtype),/g, 'con.$1::text AS $1,'],
];

function rewritten(sql: string): string {
  return rewrites.reduce((text, [from, to]) => text.replace(from, to), sql);
}
