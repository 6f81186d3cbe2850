import type pg from 'pg';
import { z } from 'zod';
import type { MeasureRetention } from '../../ports/retention-ages.ts';
import { keptDaysOf, type RetentionClassName } from '../../ports/retention-classes.table.ts';
import { sendApart } from './share-round-trips.ts';
import { isAbsent } from './sweep-people.ts';
import { isIdle } from './sweep-rows.ts';

export interface RetentionMeasureOptions {
  readonly pool: pg.Pool;
  readonly retentionDays: number;
}

const Row = z.object({ since: z.date().nullable() });
const daySeconds = 86_400;

/** One class after the other, on one connection: it costs what a sweep costs that finds nothing. */
export function createRetentionMeasure({ pool, retentionDays }: RetentionMeasureOptions): MeasureRetention {
  return async (now) => {
    const ages = [];
    for (const { name, text } of oldest) {
      const { rows } = await sendApart(pool, { name: `oldest-${name}`, text, values: [] });
      const since = Row.parse(rows[0] ?? { since: null }).since?.getTime() ?? now;
      const termSeconds = keptDaysOf(name, retentionDays) * daySeconds;
      ages.push({ name, termSeconds, oldestAgeSeconds: Math.max(0, (now - since) / 1_000) });
    }
    return ages;
  };
}

interface Oldest {
  readonly name: RetentionClassName;
  /** One row at most: `since`, from when on its days count. */
  readonly text: string;
}

/** Where rows lie in the order of their making, or an index has them in it, the first stands for the oldest. */
const oldest: readonly Oldest[] = [
  { name: 'handled-arrivals', text: firstOf('received_at', "inbox where state = 'done' order by id") },
  { name: 'dead-arrivals', text: least('received_at', "inbox where state = 'dead'") },
  { name: 'kept-arrivals', text: least('received_at', "inbox where state = 'kept'") },
  { name: 'delivered-effects', text: least('created_at', "outbox where state = 'delivered'") },
  { name: 'parked-effects', text: least('created_at', "outbox where state = 'parked'") },
  { name: 'keyboards', text: firstOf(instantOf('id'), 'keyboards order by id') },
  { name: 'cards', text: least('updated_at', 'cards') },
  { name: 'discarded-drafts', text: least('discarded_at', 'drafts') },
  { name: 'silent-compositions', text: least('coalesce(spoken_at, started_at)', 'compositions') },
  { name: 'outgoing-comments', text: least('created_at', 'outgoing_comments') },
  { name: 'ticket-messages', text: least('at', 'ticket_messages') },
  { name: 'unaddressed-words', text: least('kept_at', 'unaddressed_words') },
  {
    name: 'chat-texts',
    text: firstOf('coalesce(synced_at, sent_at)', 'chat_messages where blanked_at is null order by sent_at'),
  },
  { name: 'rating-comments', text: least('ended_at', 'chat_sessions where rating_comment is not null') },
  { name: 'sign-in-waits', text: least('expires_at', 'sign_in_waits') },
  { name: 'ended-sessions', text: least('ended_at', 'user_sessions') },
  {
    name: 'closed-tickets',
    text: least('greatest(closed_at, changed_at)', 'tickets_cache where closed_at is not null'),
  },
  { name: 'refused-tickets', text: least('changed_at', "tickets_cache where filing = 'refused'") },
  { name: 'absent-people', text: least('last_login_at', `users_telegram p where ${isAbsent}`) },
  { name: 'old-shifts', text: least('to_at', 'duty_log') },
  // The first is the checkpoint that the second follows, and stays.
  { name: 'shipped-audit', text: firstOf('at', 'system_log order by number offset 1') },
  { name: 'idle-lanes', text: least('lease_until', `lanes l where ${isIdle}`) },
];

function least(since: string, rows: string): string {
  return `select min(${since}) as since from ${rows}`;
}

function firstOf(since: string, rows: string): string {
  return `select ${since} as since from ${rows} limit 1`;
}

/** Of a UUID of version 7: its first 48 bits are milliseconds. */
function instantOf(id: string): string {
  return `to_timestamp(('x' || left(replace(${id}::text, '-', ''), 12))::bit(48)::bigint / 1000.0)`;
}
