import type pg from 'pg';
import { z } from 'zod';
import type { DeadLetterCount, DeadLetters, DroppedLetters } from '../../../ports/dead-letters.ts';
import { send } from '../run-pipeline.ts';
import { selectLetters, toLetter } from './select-letters.ts';

const Event = z.object({ at: z.date(), act: z.string() });
const Gone = z.object({ id: z.string() });
const Count = z.object({ count: z.int() });

export function createDeadLetters(pool: pg.Pool): DeadLetters {
  return {
    async list({ from, what, reason, setAsideBefore }, max) {
      const before = setAsideBefore === null ? null : new Date(setAsideBefore);
      const { rows } = await send(pool, { ...listLetters, values: [from, what, reason, before, max] });
      return rows.map(toLetter);
    },
    async find(id) {
      const { rows } = await send(pool, { ...findLetter, values: [id] });
      return rows[0] === undefined ? null : toLetter(rows[0]);
    },
    async listHistory(id, max) {
      const { rows } = await send(pool, { ...listEvents, values: [id, max] });
      return z
        .array(Event)
        .parse(rows)
        .map(({ at, act }) => ({ at: at.getTime(), act }));
    },
    async resend({ id, from }, entry) {
      const statement = from === 'inbox' ? resendArrival : resendEffect;
      const { rowCount } = await send(pool, { ...statement, values: [id, JSON.stringify(entry)] });
      return rowCount === 1 ? 'resent' : 'gone';
    },
    async drop(letters, entry, max) {
      const { rows } = await send(pool, { ...dropLetters, values: [...boundsOf(letters), JSON.stringify(entry), max] });
      return z
        .array(Gone)
        .parse(rows)
        .map(({ id }) => id);
    },
  };
}

export function createDeadLetterCount(pool: pg.Pool): DeadLetterCount {
  return {
    async count(cardLeftOut) {
      const { rows } = await send(pool, { ...countLetters, values: [cardLeftOut] });
      return Count.parse(rows[0]).count;
    },
  };
}

function boundsOf(letters: DroppedLetters): readonly unknown[] {
  return letters.kind === 'named' ? [letters.ids, null] : [null, new Date(letters.at)];
}

const listLetters = {
  name: 'list-dead-letters',
  text: `
    ${selectLetters}
    where ($1::text is null or l.origin = $1) and ($2::text is null or l.what = $2)
      and case when $3::text is null then l.reason <> 'blocked' else l.reason = $3 end
      and ($4::timestamptz is null or l.set_aside_at < $4)
    order by l.set_aside_at desc, l.id
    limit $5`,
};

const findLetter = { name: 'find-dead-letter', text: `${selectLetters} where l.id = $1` };

const countLetters = {
  name: 'count-dead-letters',
  text: `
    select (select count(*) from inbox where state = 'dead')::int
      + (select count(*) from outbox where state = 'parked' and reason is distinct from 'blocked'
          and card is distinct from $1)::int as count`,
};

/** Entries hold their ids within the bytes that are hashed; acts are in clear, and these are rare. */
const listEvents = {
  name: 'list-events-of-dead-letter',
  text: `
    select at, act from (
      select at, act from system_log
      where act in ('update-dead-lettered', 'delivery-parked', 'dead-letter-revealed', 'dead-letter-resent')
        and position(convert_to($1, 'UTF8') in bytes) > 0
      union all
      select to_timestamp((entry ->> 'at')::float8 / 1000), entry ->> 'act' from audit_pending
      where entry #>> '{on,id}' = $1
    ) as event
    order by at limit $2`,
};

/** What took processes down before is tried apart from the first attempt on. */
const resendArrival = {
  name: 'resend-arrival',
  text: `
    with resent as (
      update inbox
      set state = 'pending', attempts = 0, suspicions = least(suspicions, 2), failed_at = null, reason = null,
        settled_at = null
      where source = split_part($1, ':', 1) and source_id = substr($1, strpos($1, ':') + 1) and state = 'dead'
        and payload is not null
      returning id
    ), audited as (
      insert into audit_pending (entry) select $2::jsonb from resent
    )
    select id from resent`,
};

/** At the end: what stood behind it has been delivered. Whoever resends answers for its doubts, not for its suspicions. */
const resendEffect = {
  name: 'resend-effect',
  text: `
    with parked as (
      select id, lane from outbox where id = $1::uuid and state = 'parked' and payload is not null for update
    ), lane as (
      insert into lanes as l (lane, next_seq) select lane, 2 from parked
      on conflict (lane) do update set next_seq = l.next_seq + 1
      returning l.lane, l.next_seq
    ), resent as (
      update outbox o
      set state = 'pending', seq = lane.next_seq - 1, attempts = 0, doubts = 0, suspicions = least(suspicions, 2),
        due_at = null, reason = null, settled_at = null
      from parked join lane on lane.lane = parked.lane
      where o.id = parked.id
      returning o.id
    ), audited as (
      insert into audit_pending (entry) select $2::jsonb from resent
    )
    select id from resent`,
};

/** The key of an arrival stays, so that a repetition of it is known. Bounds: ids ($1), or an instant ($2). */
const dropLetters = {
  name: 'drop-dead-letters',
  text: `
    with arrival as (
      update inbox set state = 'done', payload = null
      where id in (
        select id from inbox
        where state = 'dead' and ($1::text[] is null or source || ':' || source_id = any($1))
          and ($2::timestamptz is null or coalesce(settled_at, received_at) < $2)
        order by id limit $4 for update skip locked
      )
      returning source || ':' || source_id as id
    ), effect as (
      delete from outbox
      where id in (
        select id from outbox
        where state = 'parked' and ($1::text[] is null or id::text = any($1))
          and ($2::timestamptz is null or (coalesce(settled_at, created_at) < $2 and reason is distinct from 'blocked'))
        order by id limit greatest(0, $4 - (select count(*) from arrival)) for update skip locked
      )
      returning id::text as id
    ), gone as (
      select id from arrival union all select id from effect
    ), audited as (
      insert into audit_pending (entry)
      select jsonb_set($3::jsonb, '{on,id}', to_jsonb(id)) from gone
    )
    select id from gone`,
};
