import type pg from 'pg';
import { keptDaysOf, type RetentionClassName } from '../../ports/retention-classes.table.ts';
import type { RowSweeper } from '../../ports/row-sweeper.ts';
import { sendApart } from './share-round-trips.ts';
import { peoplePerBatch, sweepPeople } from './sweep-people.ts';

export interface RowSweeperOptions {
  readonly pool: pg.Pool;
  /** Of closed tickets, ended sessions, what was said and set aside, and the audit log once it is shipped. */
  readonly retentionDays: number;
}

/** Where the reader that ships the audit log has come to: nothing behind it is removed. */
export const auditShippedCursor = 'audit-shipped';

/** What the ticket did not get while a consultation could be documented it never gets. */
const unsyncedDaysMax = 3;

const rowsPerBatch = 1_000;
const batchesMax = 20;

export function createRowSweeper({ pool, retentionDays }: RowSweeperOptions): RowSweeper {
  const cutoffOf = (name: RetentionClassName, now: number) => new Date(now - keptDaysOf(name, retentionDays) * dayMs);

  async function sweepTable({ name, text, firstId, rowsMax = rowsPerBatch }: Sweep, now: number): Promise<number> {
    const before = cutoffOf(name, now);
    const values = [firstId === undefined ? before : firstId(before)];
    let swept = 0;
    for (let batch = 1; batch <= batchesMax; batch += 1) {
      const { rowCount } = await sendApart(pool, { name: `sweep-${name}`, text, values });
      swept += rowCount ?? 0;
      if ((rowCount ?? 0) < rowsMax) break;
    }
    return swept;
  }

  return {
    async sweep(now) {
      const swept = new Map<RetentionClassName, number>();
      for (const sweep of sweeps) swept.set(sweep.name, await sweepTable(sweep, now));
      swept.set('idle-lanes', await sweepLanes(pool, cutoffOf('idle-lanes', now)));
      return swept;
    },
  };
}

interface Sweep {
  readonly name: Exclude<RetentionClassName, 'idle-lanes'>;
  /** Where rows are told apart by ids that grow with time. */
  readonly firstId?: (at: Date) => string;
  /** `$1` is the cutoff; at most `rowsMax` rows, by default `rowsPerBatch`. */
  readonly text: string;
  readonly rowsMax?: number;
}

const dayMs = 86_400_000;

const sweeps: readonly Sweep[] = [
  {
    /** The key stays for as long as Telegram or the gateway might repeat what came under it. */
    name: 'handled-arrivals',
    text: deleteFrom('inbox', 'id', `received_at < $1 and state = 'done'`),
  },
  { name: 'dead-arrivals', text: deleteFrom('inbox', 'id', `received_at < $1 and state = 'dead'`) },
  {
    name: 'kept-arrivals',
    text: `
      update inbox set state = 'done', payload = null
      where id in (select id from inbox where state = 'kept' and received_at < $1 limit ${rowsPerBatch})`,
  },
  {
    name: 'delivered-effects',
    text: deleteFrom('outbox', 'id', `created_at < $1 and state = 'delivered'`),
  },
  {
    name: 'parked-effects',
    text: deleteFrom('outbox', 'id', `created_at < $1 and state = 'parked'`),
  },
  {
    name: 'keyboards',
    firstId: firstIdOf,
    text: deleteFrom('keyboards', 'id', 'id < $1'),
  },
  { name: 'cards', text: deleteFrom('cards', 'chat_id, name', 'updated_at < $1') },
  {
    name: 'discarded-drafts',
    text: deleteFrom('drafts', 'id', 'discarded_at < $1'),
  },
  {
    /** Their silence ended them long ago; what is left is swept at leisure. */
    name: 'silent-compositions',
    text: deleteFrom('compositions', 'person_id', 'coalesce(spoken_at, started_at) < $1'),
  },
  {
    /** As long as messages can be answered. What could not be sent for so long never will be. */
    name: 'outgoing-comments',
    text: deleteFrom('outgoing_comments', 'id', 'created_at < $1'),
  },
  {
    name: 'ticket-messages',
    text: deleteFrom('ticket_messages', 'chat_id, message_id', 'at < $1'),
  },
  {
    /** Asked about and never answered: nobody knows any more whose they were. */
    name: 'unaddressed-words',
    text: deleteFrom('unaddressed_words', 'person_id', 'kept_at < $1'),
  },
  {
    /**
     * The ticket has them, or never will: a consultation is documented for three days after it was opened. Places, times
     * and order stay with the consultation.
     */
    name: 'chat-texts',
    text: `
      update chat_messages set text = null, attachments = null, blanked_at = now()
      where id in (
        select id from chat_messages
        where blanked_at is null and sent_at < $1 and coalesce(synced_at, sent_at + interval '${unsyncedDaysMax} days') < $1
        limit ${rowsPerBatch}
      )`,
  },
  {
    name: 'rating-comments',
    text: `
      update chat_sessions set rating_comment = null
      where id in (
        select id from chat_sessions where rating_comment is not null and ended_at < $1 limit ${rowsPerBatch}
      )`,
  },
  {
    name: 'sign-in-waits',
    text: deleteFrom('sign_in_waits', 'telegram_id', 'expires_at < $1'),
  },
  { name: 'ended-sessions', text: deleteFrom('user_sessions', 'id', 'ended_at < $1') },
  {
    name: 'closed-tickets',
    text: deleteFrom('tickets_cache', 'id', 'closed_at < $1 and changed_at < $1'),
  },
  {
    name: 'refused-tickets',
    text: deleteFrom('tickets_cache', 'id', `filing = 'refused' and changed_at < $1`),
  },
  { name: 'old-shifts', text: deleteFrom('duty_log', 'id', 'to_at < $1') },
  {
    /** From the oldest on, whole; the last one past its time stays as the checkpoint that the next one follows. */
    name: 'shipped-audit',
    text: `
      delete from system_log where number in (
        select number from system_log
        where number < (
          select max(number) from system_log
          where at < $1 and number <= (select value::bigint from cursors where name = '${auditShippedCursor}'))
        order by number limit ${rowsPerBatch})`,
  },
  // After all that keeps them here.
  { name: 'absent-people', text: sweepPeople, rowsMax: peoplePerBatch },
];

function deleteFrom(table: string, key: string, condition: string): string {
  return `delete from ${table} where (${key}) in (select ${key} from ${table} where ${condition} limit ${rowsPerBatch})`;
}

/** The first UUID of version 7 that could be made at this time. */
function firstIdOf(at: Date): string {
  const hex = Math.max(0, at.getTime()).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}

/**
 * A lane that nobody has worked on for a week goes, unless something waits in it. Two statements: adding to a lane
 * takes its row, so once the rows are locked the second statement sees everything that was added to them.
 */
async function sweepLanes(pool: pg.Pool, cutoff: Date): Promise<number> {
  const client = await pool.connect();
  let reusable = false;
  try {
    await client.query('begin');
    const { rows } = await client.query<{ lane: string }>(
      `select lane from lanes where lease_until < $1 order by lane limit ${rowsPerBatch} for update skip locked`,
      [cutoff],
    );
    const { rowCount } = await client.query(deleteIdleLanes, [rows.map(({ lane }) => lane)]);
    await client.query('commit');
    reusable = true;
    return rowCount ?? 0;
  } finally {
    client.release(!reusable);
  }
}

/** Nothing waits in the lane `l`. */
export const isIdle = `
  not exists (select 1 from outbox o where o.lane = l.lane and o.state in ('pending', 'sending'))
  and not exists (select 1 from inbox i where i.lane = l.lane and i.state in ('pending', 'kept'))`;

const deleteIdleLanes = `delete from lanes l where l.lane = any($1::text[]) and ${isIdle}`;
