import type { Logger } from '@desk/logging';
import pg from 'pg';
import type { LaneCall } from '../../ports/lanes.ts';

export interface ProcessPresence {
  close(): Promise<void>;
}

export interface PresenceOptions {
  readonly databaseUrl: string;
  /** The worker's own id, under which it holds lanes. */
  readonly owner: string;
  /** Another process, or this one, has found something to do in a lane that is held. Must not throw. */
  readonly onCall: (call: LaneCall) => void;
  /** Some process has erased this person; null: perhaps somebody, while nothing could be heard. Must not throw. */
  readonly onErased: (subjectId: string | null) => void;
  readonly log: Logger;
}

const reconnectMs = 1_000;

/**
 * Says that this process lives, by an advisory lock on one connection: Postgres frees it the moment the process is
 * gone, however it went. Then whoever starts next takes its lanes at once, where the lease alone would have them wait
 * up to 5 s. Where the connection breaks although the process lives, a lane taken from it is fenced off as ever.
 * On the same connection it hears what is called to the holders of lanes, and who was erased.
 */
export async function announceProcess(options: PresenceOptions): Promise<ProcessPresence> {
  const { databaseUrl, owner, onCall, onErased, log } = options;
  let closed = false;
  let client: pg.Client | null = null;
  let timer: NodeJS.Timeout | undefined;

  function lost(): void {
    client = null;
    if (closed) return;
    timer = setTimeout(() => connect().catch(lost), reconnectMs);
  }

  async function connect(): Promise<void> {
    const next = new pg.Client({
      connectionString: databaseUrl,
      application_name: 'desk-bot-presence',
      keepAlive: true,
      connectionTimeoutMillis: 2_000,
    });
    next.on('error', (error) => log.warn('The connection that says that this process lives was lost', { error }));
    await next.connect();
    // Notice within half a minute that the host of a process is gone, and with it the connection.
    await next.query('set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3');
    await next.query(`select pg_advisory_lock(${keyOf('$1')})`, [owner]);
    next.on('notification', ({ payload = '' }) => {
      const call = readLaneCall(payload);
      if (call) onCall(call);
      const [, erased] = /^erased (.+)$/.exec(payload) ?? [];
      if (erased !== undefined) onErased(erased);
    });
    await next.query(`listen ${laneCalls}`);
    onErased(null);
    next.on('end', lost);
    client = next;
  }

  await connect();
  return {
    async close() {
      closed = true;
      clearTimeout(timer);
      await client?.end();
    },
  };
}

/** Lanes whose owner does not live any more are free at once. How many there were. */
export async function freeAbandonedLanes(pool: pg.Pool): Promise<number> {
  const { rowCount } = await pool.query(freeLanes);
  return rowCount ?? 0;
}

/** The channel on which lanes are called. */
export const laneCalls = 'desk_lane_calls';

export function writeLaneCall(call: LaneCall): string {
  return call === 'look' ? call : `${call.box} ${call.lane}`;
}

/** Null for what a later version may call. */
function readLaneCall(payload: string): LaneCall | null {
  if (payload === 'look') return payload;
  const [, box, lane] = /^(inbox|outbox) (.+)$/.exec(payload) ?? [];
  if (lane === undefined || (box !== 'inbox' && box !== 'outbox')) return null;
  return { box, lane };
}

/** What is called to all processes as somebody is erased. */
export function writeErased(subjectId: string): string {
  return `erased ${subjectId}`;
}

function keyOf(owner: string): string {
  return `hashtextextended('desk-bot:' || ${owner}, 0)`;
}

/** Postgres shows the two halves of the number that is locked apart from each other. */
const freeLanes = `
  with living as (
    select (classid::bigint << 32) | objid::bigint as key from pg_locks
    where locktype = 'advisory' and objsubid = 1 and granted
      and database = (select oid from pg_database where datname = current_database())
  ), owners as (
    select distinct owner from lanes where owner is not null and lease_until > now()
  )
  update lanes set owner = null, abandoned_at = now()
  where lane in (
    select lane from lanes
    where owner in (select owner from owners where ${keyOf('owner::text')} not in (select key from living))
    order by lane for update skip locked)`;
