import type { Retention } from '../../ports/retention.ts';
import { isRetentionClass, type RetentionClassName } from '../../ports/retention-classes.table.ts';
import { locks } from './advisory-locks.ts';
import type { Database } from './connect-database.ts';

/** Deletes by primary key of a bounded selection, so that no run holds many locks for long. */
export function createRetention(database: Database): Retention {
  return {
    async removeExpired({ rowsPerTableMax, before }) {
      const removed = new Map<RetentionClassName, number>();
      for (const name of classNames) {
        removed.set(name, await removals[name](database, new Date(before[name]), rowsPerTableMax));
      }
      return removed;
    },
  };
}

type Removal = (database: Database, before: Date, rows: number) => Promise<number>;

const removals: { readonly [Name in RetentionClassName]: Removal } = {
  answers: (database, before, rows) => database.$executeRaw`delete from operations where (name, idempotency_key) in
    (select name, idempotency_key from operations
     where changed_at < ${before} and working_on is null limit ${rows})`,
  'filings-not-begun': (database, before, rows) => database.$executeRaw`delete from desk_tickets where reference in
    (select reference from desk_tickets where step = 'intended' and created_at < ${before} limit ${rows})`,
  // The tracker was asked, and the bot has given up: whose it is stays, the name goes.
  'names-of-requesters': (database, before, rows) => database.$executeRaw`update desk_tickets
    set requester_name = null, requester_department = null
    where reference in (select reference from desk_tickets
      where requester_name is not null and created_at < ${before} limit ${rows})`,
  // Whose a comment is stays, for its readers; one that was never asked for is nothing.
  'comments-not-begun': (database, before, rows) => database.$executeRaw`delete from desk_comments where message in
    (select message from desk_comments where step = 'intended' and at < ${before} limit ${rows})`,
  'filing-grants': (database, before, rows) => database.$executeRaw`delete from filing_grants where id in
    (select id from filing_grants where expires_at < ${before} limit ${rows})`,
  // What was consulted is a right to its ticket, and stays; what a grant was used for is of no use after it.
  'consultation-spendings': (database, before, rows) => database.$executeRaw`delete from consultation_spendings
    where (consultation_id, id) in
      (select consultation_id, s.id from consultation_spendings s join consultations c on c.id = consultation_id
       where expires_at < ${before} limit ${rows})`,
  'consultations-not-joined': (database, before, rows) => database.$executeRaw`delete from consultations where id in
    (select id from consultations c where expires_at < ${before}
     and not exists (select from consultation_specialists where consultation_id = c.id) limit ${rows})`,
  sessions: (database, before, rows) => database.$executeRaw`delete from sessions where id in
    (select id from sessions where started_at < ${before} limit ${rows})`,
  confirmations: (database, before, rows) => database.$executeRaw`delete from confirmations where id in
    (select id from confirmations where expires_at < ${before} limit ${rows})`,
  'refused-sign-ins': (database, before, rows) => database.$executeRaw`delete from sign_in_refusals
    where reference_code in (select reference_code from sign_in_refusals where at < ${before} limit ${rows})`,
  'given-assignments': (database, before, rows) => database.$executeRaw`delete from given_assignments
    where (number, employee_id) in
      (select number, employee_id from given_assignments where at < ${before} limit ${rows})`,
  'sign-in-counts': (database, before, rows) => database.$executeRaw`delete from sign_in_counts
    where (scope, key, window_start_at) in
      (select scope, key, window_start_at from sign_in_counts where window_start_at < ${before} limit ${rows})`,
  'pending-events': (database, before, rows) => database.$executeRaw`delete from pending_events where id in
    (select id from pending_events where created_at < ${before} limit ${rows})`,
  'names-of-erased': (database, before, rows) => database.$executeRaw`delete from audit_subjects where id in
    (select id from audit_subjects where forget_at < ${before} limit ${rows})`,
  // Those that still own an operation are needed to tell that they are gone.
  processes: (database, before) => database.$executeRaw`delete from processes where started_at < ${before}
    and id not in (select owner from operations where owner is not null)
    and id not in (select objid::bigint from pg_locks
                   where locktype = 'advisory' and classid = ${locks.process.space}::int::oid)`,
};

const classNames = Object.keys(removals).filter(isRetentionClass);
