import { z } from 'zod';
import type { Retention } from '../../ports/retention.ts';
import { isRetentionClass, type RetentionClassName } from '../../ports/retention-classes.table.ts';
import { locks } from './advisory-locks.ts';
import type { Database } from './connect-database.ts';
import { Prisma } from './generated/client.ts';

/** Deletes by primary key of a bounded selection, so that no run holds many locks for long. */
export function createRetention(database: Database): Retention {
  return {
    async removeExpired({ rowsPerTableMax, before }) {
      const removed = new Map<RetentionClassName, number>();
      for (const name of classNames) {
        removed.set(name, await database.$executeRaw(removal(classes[name], new Date(before[name]), rowsPerTableMax)));
      }
      return removed;
    },
    async findOldest() {
      const oldest = new Map<RetentionClassName, number>();
      for (const name of classNames) {
        const { since, rows } = classes[name];
        const found = await database.$queryRaw(Prisma.raw(`select min(${since}) as since from ${rows}`));
        const instant = Oldest.parse(found)[0]?.since;
        if (instant) oldest.set(name, instant.getTime());
      }
      return oldest;
    },
  };
}

const Oldest = z.array(z.object({ since: z.date().nullable() })).length(1);

/** Constant texts of SQL. */
interface Class {
  readonly table: string;
  /** Its primary key. */
  readonly key: string;
  /** From when on a row's days count. */
  readonly since: string;
  /** Where the rows of the class are, with `key` and `since` among their columns. */
  readonly rows: string;
  /** What is set in place of removing the row. */
  readonly blank?: string;
}

const classes: { readonly [Name in RetentionClassName]: Class } = {
  answers: {
    ...{ table: 'operations', key: 'name, idempotency_key', since: 'changed_at' },
    rows: 'operations where working_on is null',
  },
  'filings-not-begun': {
    ...{ table: 'desk_tickets', key: 'reference', since: 'created_at' },
    rows: "desk_tickets where step = 'intended'",
  },
  // The tracker was asked, and the bot has given up: whose it is stays, the name goes.
  'names-of-requesters': {
    ...{ table: 'desk_tickets', key: 'reference', since: 'created_at' },
    rows: 'desk_tickets where requester_name is not null',
    blank: 'requester_name = null, requester_department = null',
  },
  // Whose a comment is stays, for its readers; one that was never asked for is nothing.
  'comments-not-begun': {
    ...{ table: 'desk_comments', key: 'message', since: 'at' },
    rows: "desk_comments where step = 'intended'",
  },
  'filing-grants': whole('filing_grants', 'id', 'expires_at'),
  // What was consulted is a right to its ticket, and stays; what a grant was used for is of no use after it.
  'consultation-spendings': {
    ...{ table: 'consultation_spendings', key: 'consultation_id, id', since: 'expires_at' },
    rows: `(select s.consultation_id, s.id, c.expires_at
      from consultation_spendings s join consultations c on c.id = s.consultation_id) as spendings where true`,
  },
  'consultations-not-joined': {
    ...{ table: 'consultations', key: 'id', since: 'expires_at' },
    rows: `consultations c
      where not exists (select from consultation_specialists where consultation_id = c.id)`,
  },
  sessions: whole('sessions', 'id', 'started_at'),
  confirmations: whole('confirmations', 'id', 'expires_at'),
  'refused-sign-ins': whole('sign_in_refusals', 'reference_code', 'at'),
  'given-assignments': whole('given_assignments', 'number, employee_id', 'at'),
  'sign-in-counts': whole('sign_in_counts', 'scope, key, window_start_at', 'window_start_at'),
  'pending-events': whole('pending_events', 'id', 'created_at'),
  'names-of-erased': whole('audit_subjects', 'id', 'forget_at'),
  // Those that still own an operation are needed to tell that they are gone.
  processes: {
    ...{ table: 'processes', key: 'id', since: 'started_at' },
    rows: `processes where id not in (select owner from operations where owner is not null)
      and id not in (select objid::bigint from pg_locks
                     where locktype = 'advisory' and classid = ${locks.process.space}::int::oid)`,
  },
};

const classNames = Object.keys(classes).filter(isRetentionClass);

function whole(table: string, key: string, since: string): Class {
  return { table, key, since, rows: `${table} where true` };
}

function removal({ table, key, since, rows, blank }: Class, before: Date, rowsMax: number): Prisma.Sql {
  const [keys, found] = [Prisma.raw(key), Prisma.raw(rows)];
  const act = Prisma.raw(blank ? `update ${table} set ${blank}` : `delete from ${table}`);
  return Prisma.sql`${act} where (${keys}) in
    (select ${keys} from ${found} and ${Prisma.raw(since)} < ${before} limit ${rowsMax})`;
}
