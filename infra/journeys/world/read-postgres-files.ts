import { Client } from 'pg';
import { z } from 'zod';

const Files = z.array(z.object({ bytes: z.instanceof(Buffer) }));
const Position = z.tuple([z.object({ file: z.string() })]);

/** What a database server holds on disk. */
export interface PostgresFiles {
  /** The files of all tables, of what is stored beside them and of indexes, as they lie there. */
  readTables(): Promise<Buffer>;
  /** The log of writes, from where it stood when this was opened. */
  readLog(): Promise<Buffer>;
  close(): Promise<void>;
}

/** Through the server itself, wherever it runs: its user has to be a superuser. */
export async function openPostgresFiles(databaseUrl: string): Promise<PostgresFiles> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  const [{ file: first }] = Position.parse((await client.query(currentLogFile)).rows);
  const read = async (text: string, values: readonly unknown[] = []) => {
    const { rows } = await client.query(text, [...values]);
    return Buffer.concat(Files.parse(rows).map(({ bytes }) => withoutEmptyEnd(bytes)));
  };
  return {
    async readTables() {
      await client.query('checkpoint');
      return read(tableFiles);
    },
    async readLog() {
      await client.query('select pg_switch_wal()');
      return read(logFiles, [first]);
    },
    close: () => client.end(),
  };
}

const currentLogFile = 'select pg_walfile_name(pg_current_wal_lsn()) as file';

const logFiles = `
  select pg_read_binary_file('pg_wal/' || name) as bytes from pg_ls_waldir()
  where name ~ '^[0-9A-F]{24}$' and name >= $1 order by name`;

/** Those of the catalogue hold no rows of the desk. */
const tableFiles = `
  select pg_read_binary_file(pg_relation_filepath(c.oid)) as bytes
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname in ('public', 'keys', 'pg_toast') and c.relkind in ('r', 't', 'i')
    and pg_relation_filepath(c.oid) is not null and c.oid >= 16384`;

/** A file of the log is of a fixed size, most of it empty. */
function withoutEmptyEnd(bytes: Buffer): Buffer {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 0) end -= 1;
  return bytes.subarray(0, end);
}
