import { Client } from 'pg';
import { locks } from './advisory-locks.ts';

/**
 * That this process is alive, for other processes to see: a number of its own, and an advisory lock on that number,
 * held by one connection. Postgres frees the lock the moment the process is gone, however it went.
 */
export interface ProcessPresence {
  /** Null while the connection is lost: then nobody can be told that work here goes on. */
  current(): number | null;
  close(): Promise<void>;
}

const reconnectAfterMs = 1_000;

export async function announceProcess(databaseUrl: string): Promise<ProcessPresence> {
  let closed = false;
  let client: Client | null = null;
  let number: number | null = null;
  let reconnecting: NodeJS.Timeout | undefined;

  const lost = () => {
    number = null;
    client = null;
    if (closed) return;
    reconnecting = setTimeout(() => {
      connect().catch(lost);
    }, reconnectAfterMs);
  };

  const connect = async () => {
    const next = new Client({ connectionString: databaseUrl, keepAlive: true, connectionTimeoutMillis: 2_000 });
    let settled = false;
    // An error event without a listener would end the process; the end event follows it.
    next.on('error', () => undefined);
    next.on('end', () => {
      if (settled) lost();
    });
    await next.connect();
    number = await announce(next);
    client = next;
    settled = true;
  };

  await connect();
  return {
    current: () => number,
    async close() {
      closed = true;
      clearTimeout(reconnecting);
      await client?.end();
    },
  };
}

async function announce(client: Client): Promise<number> {
  // Notice within half a minute that the host of a process is gone, and with it the connection.
  await client.query('set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3');
  const { rows } = await client.query<{ id: number }>('insert into processes (started_at) values (now()) returning id');
  const id = rows[0]?.id;
  if (id === undefined) throw new Error('The database gave this process no number.');
  await client.query('select pg_advisory_lock($1::int, $2::int)', [locks.process.space, id]);
  return id;
}
