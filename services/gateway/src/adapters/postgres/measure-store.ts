import { z } from 'zod';
import type { MeasureStore } from '../../ports/desk-state.ts';
import type { Database } from './connect-database.ts';

const Row = z.object({
  sessions: z.number(),
  pending: z.number(),
  oldest: z.date().nullable(),
  shipped: z.date().nullable(),
  audit: z.number(),
  first: z.date().nullable(),
});

/** No session lives longer than this, whatever is configured: older rows need not be looked at. */
const sessionMsMax = 72 * 60 * 60_000;

export function createStoreMeasure(database: Database): MeasureStore {
  return async (now) => {
    const [at, since] = [new Date(now), new Date(now - sessionMsMax)];
    const rows = await database.$queryRaw`
      select
        (select count(*)::int from sessions
         where started_at > ${since} and end_reason is null and ends_at > ${at}) as sessions,
        (select count(*)::int from pending_events) as pending,
        (select min(created_at) from pending_events) as oldest,
        (select received_at from shipped_audit_log order by number desc limit 1) as shipped,
        (select count(*)::int from audit_pending) as audit,
        (select to_timestamp((entry::json->>'at')::float8 / 1000) from audit_pending order by id limit 1) as first`;
    const row = z.array(Row).length(1).parse(rows)[0];
    if (!row) throw new Error('A look at the database has one row.');
    const ageSeconds = (instant: Date) => Math.max(0, now - instant.getTime()) / 1000;
    const waiting = (count: number, oldest: Date | null) => ({ count, ageSeconds: oldest ? ageSeconds(oldest) : 0 });
    return {
      liveSessions: row.sessions,
      pendingEvents: waiting(row.pending, row.oldest),
      auditPending: waiting(row.audit, row.first),
      auditShippedAgeSeconds: row.shipped === null ? null : ageSeconds(row.shipped),
    };
  };
}
