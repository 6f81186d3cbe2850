import type pg from 'pg';
import { z } from 'zod';
import type { MeasureBacklog } from '../../ports/backlog.ts';

const Row = z.object({
  inbox: z.number(),
  inbox_age: z.number(),
  outbox: z.number(),
  outbox_age: z.number(),
  audit_pending: z.number(),
});

/** By the indexes of what waits alone: a scrape costs as much as there is to do, not as much as is stored. */
export function createBacklogMeasure(pool: pg.Pool): MeasureBacklog {
  return async () => {
    const { rows } = await pool.query(text);
    const row = Row.parse(rows[0]);
    return {
      inbox: { count: row.inbox, ageSeconds: row.inbox_age },
      outbox: { count: row.outbox, ageSeconds: row.outbox_age },
      auditPending: row.audit_pending,
    };
  };
}

const ageOf = (instant: string) => `greatest(0, coalesce(extract(epoch from now() - min(${instant})), 0))::float8`;

const text = `
  select inbox.count as inbox, inbox.age as inbox_age, outbox.count as outbox, outbox.age as outbox_age,
         (select count(*)::int from audit_pending) as audit_pending
  from (select count(*)::int as count, ${ageOf('received_at')} as age from inbox where state = 'pending') as inbox,
       (select count(*)::int as count, ${ageOf('greatest(created_at, due_at)')} as age from outbox
        where state in ('pending', 'sending') and (due_at is null or due_at <= now())) as outbox`;
