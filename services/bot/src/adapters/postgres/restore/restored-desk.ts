import type pg from 'pg';
import { z } from 'zod';
import type { RestoredDesk } from '../../../ports/restoring.ts';
import { eraseRows } from '../ledger/erase-person.ts';
import { runPipeline, send } from '../run-pipeline.ts';

const Count = z.object({ count: z.int() });
const Point = z.object({ point: z.date().nullable() });
const Doubtful = z.object({ arrivals: z.int(), effects: z.int(), words: z.int() });

export function createRestoredDesk(pool: pg.Pool): RestoredDesk {
  const ask = async (name: string, text: string, values: readonly unknown[] = []): Promise<unknown> =>
    (await send(pool, { name, text, values })).rows[0];
  const count = async (name: string, text: string, values: readonly unknown[] = []) =>
    Count.parse(await ask(name, text, values)).count;

  return {
    async findPoint() {
      return Point.parse(await ask('find-point', findPoint)).point?.getTime() ?? null;
    },
    async setDoubtfulAside(until) {
      return Doubtful.parse(await ask('set-doubtful-aside', setAside, [new Date(until)]));
    },
    countWaitingOutside: () => count('count-waiting-outside', countWaiting),
    eraseAgain: (personIds) => eraseAgain(pool, personIds),
  };
}

/** Processes of the bot that live: each holds a connection that says so. */
export async function countWorkers(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query(selectWorkers);
  return Count.parse(rows[0]).count;
}

const selectWorkers = `
  select count(*)::int as count from pg_stat_activity
  where datname = current_database() and application_name = 'desk-bot-presence'`;

/** By keys that grow with time: of each the last, not all of them. */
const findPoint = `
  select greatest(
    (select received_at from inbox order by id desc limit 1),
    (select created_at from outbox order by id desc limit 1),
    (select at from system_log order by number desc limit 1),
    (select max(last_activity_at) from user_sessions where state = 'live'),
    (select max(updated_at) from cursors)
  ) as point`;

/**
 * What speaks to people. Words that they say to each other are not set aside: they count as sent once, so that whoever
 * relays them shows that they may not have arrived. Events of the tracker stay: it is asked itself, and they are no news
 * then. Nor does anything stay behind that removes words.
 */
const setAside = `
  with arrival as (
    update inbox set state = 'dead', reason = 'restored', settled_at = now()
    where source = 'telegram' and state in ('pending', 'kept')
    returning 1
  ), words as (
    update outbox set doubts = greatest(doubts, 1) where kind = 'relay-message' and state in ('pending', 'sending')
    returning 1
  ), effect as (
    update outbox set state = 'parked', reason = 'restored', settled_at = now(), due_at = null, seq = coalesce(seq, 0)
    where kind in ('show', 'retire-card', 'send-file', 'send-data', 'relay-edit', 'tell-comment', 'tell-solution', 'tell-note')
      and (state in ('pending', 'sending') or (state = 'delayed' and due_at <= $1))
    returning 1
  )
  select (select count(*) from arrival)::int as arrivals, (select count(*) from effect)::int as effects,
    (select count(*) from words)::int as words`;

const countWaiting = `
  select count(*)::int as count from outbox where state in ('pending', 'sending') and lane not like 'chat:%'`;

const Held = z.object({ subject_id: z.string(), chat_id: z.coerce.number().nullable() });

/** Whoever has a key or a row again. Throws rather than leave anybody: restoring can be called again. */
async function eraseAgain(pool: pg.Pool, personIds: readonly string[]): Promise<number> {
  const { rows } = await pool.query(selectHeld, [personIds]);
  for (const { subject_id: personId, chat_id: chatId } of z.array(Held).parse(rows)) {
    const { outcome } = await runPipeline(pool, eraseRows({ personId, chatId }));
    if (outcome !== 'committed') throw new Error('Somebody could not be erased again: the database is in use.');
  }
  return rows.length;
}

const selectHeld = `
  select coalesce(k.subject_id, p.id)::text as subject_id, case when p.detached_at is null then p.chat_id end as chat_id
  from keys.subject_keys k full join users_telegram p on p.id = k.subject_id
  where coalesce(k.subject_id, p.id)::text = any($1::text[])`;
