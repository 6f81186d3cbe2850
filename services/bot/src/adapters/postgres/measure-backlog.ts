import type pg from 'pg';
import { z } from 'zod';
import type { Backlog, MeasureBacklog } from '../../ports/backlog.ts';
import { auditShippedCursor } from './sweep-rows.ts';

const waiting = z
  .object({ count: z.number(), age: z.number() })
  .transform(({ count, age }) => ({ count, ageSeconds: Math.max(0, age) }));

const Row = z.object({
  inbox: waiting,
  outbox: waiting,
  audit_pending: waiting,
  audit_unshipped: waiting,
  dead_inbox: z.number(),
  dead_outbox: z.number(),
  lines: z.array(z.object({ team: z.string(), line: waiting })),
});

/** By the indexes of what waits alone: a scrape costs as much as there is to do, not as much as is stored. */
export function createBacklogMeasure(pool: pg.Pool): MeasureBacklog {
  return async (teams): Promise<Backlog> => {
    const { rows } = await pool.query(text, [auditShippedCursor, teams]);
    const row = Row.parse(rows[0]);
    return {
      inbox: row.inbox,
      outbox: row.outbox,
      auditPending: row.audit_pending,
      auditUnshipped: row.audit_unshipped,
      deadLetters: { inbox: row.dead_inbox, outbox: row.dead_outbox },
      lines: new Map(row.lines.map(({ team, line }) => [team, line])),
    };
  };
}

/** `{count, age}` of the rows, the age in seconds since the given instant of the oldest. */
const waitingOf = (since: string) => `json_build_object(
  'count', count(*)::int,
  'age', coalesce(extract(epoch from now() - min(${since})), 0)::float8)`;

const text = `
  select
    (select ${waitingOf('received_at')} from inbox where state = 'pending') as inbox,
    (select ${waitingOf('greatest(created_at, due_at)')} from outbox
     where state in ('pending', 'sending') and (due_at is null or due_at <= now())) as outbox,
    (select ${waitingOf(`to_timestamp((entry->>'at')::float8 / 1000)`)} from audit_pending) as audit_pending,
    (select ${waitingOf('at')} from system_log
     where number > coalesce((select value::bigint from cursors where name = $1), 0)) as audit_unshipped,
    (select count(*)::int from inbox where state = 'dead') as dead_inbox,
    (select count(*)::int from outbox where state = 'parked' and reason is distinct from 'blocked') as dead_outbox,
    (select coalesce(json_agg(json_build_object('team', team, 'line', line)), '[]') from (
       select wanted.team, (
         select ${waitingOf('queued_at')} from chat_sessions c
         where c.team = wanted.team and c.ended_at is null and c.state in ('requested', 'waiting')
       ) as line
       from unnest($2::text[]) as wanted(team)
     ) as per_team) as lines`;
