import type pg from 'pg';
import type { Cause, Plan } from '../../../ports/plan.ts';
import { batchCalls } from '../batch-calls.ts';
import { raceOf, send, type TransactionOutcome } from '../run-pipeline.ts';

/** What somebody said stands in its reader's chat: the effect that brought it, the message, and where its copy stands. */
export interface Arrived {
  readonly effectId: string;
  readonly lane: string;
  readonly epoch: number;
  readonly messageId: string;
  readonly chatId: number | null;
  readonly copyId: number | null;
}

/** Null for a plan that says more than that one message has arrived. */
export function arrivedIn({ changes, effects, audit, jobs }: Plan, cause: Cause): Arrived | null {
  const [change, ...others] = changes;
  if (cause.kind !== 'outbox' || others.length + effects.length + audit.length + jobs.length > 0) return null;
  if (change?.kind !== 'note-relayed' || change.delivery !== 'delivered') return null;
  const [messageId, ...parts] = change.messageIds;
  if (messageId === undefined || parts.length > 0) return null;
  const [to] = change.to;
  return {
    ...{ effectId: cause.id, lane: cause.lane, epoch: cause.epoch, messageId },
    ...{ chatId: to?.chatId ?? null, copyId: to?.messageId ?? null },
  };
}

/** Nobody waits for the note, unless for the next message of the same chat. */
const gatherMs = 10;

/** Notes what has arrived together with whatever else arrives meanwhile: one statement, and a transaction by itself. */
export function noteArrivals(pool: pg.Pool): (arrived: Arrived) => Promise<TransactionOutcome> {
  return batchCalls<Arrived, TransactionOutcome>({
    itemsMax: 64,
    waitMs: gatherMs,
    flightsMax: 2,
    queueMax: 10_000,
    async run(arrivals) {
      try {
        const { rows } = await send(pool, { ...noteAll, values: columnsOf(arrivals) });
        const noted = new Set(rows.map(({ id }: { id: string }) => id));
        return arrivals.map(({ effectId }) => (noted.has(effectId) ? 'committed' : 'fenced'));
      } catch (error) {
        const race = raceOf(error);
        if (race === null) throw error;
        return arrivals.map(() => race);
      }
    },
  });
}

function columnsOf(arrivals: readonly Arrived[]): unknown[] {
  return [
    arrivals.map(({ effectId }) => effectId),
    arrivals.map(({ epoch }) => epoch),
    arrivals.map(({ messageId }) => messageId),
    arrivals.map(({ chatId }) => chatId),
    arrivals.map(({ copyId }) => copyId),
  ];
}

/**
 * As the ledger would write each of them: nothing of an effect that is another worker's by now, messages in the order of
 * their ids, as whoever mirrors takes them, and no wait for the disk. Effects are found by their keys, as by the claim.
 */
const noteAll = {
  name: 'note-arrived-messages',
  text: `
    with arrived as (
      select * from unnest($1::uuid[], $2::int[], $3::uuid[], $4::bigint[], $5::bigint[])
        as arrived(effect_id, epoch, message_id, chat_id, copy_id)
    ), settled as (
      update outbox o set state = 'delivered', payload = null, settled_at = now()
      from arrived
      where o.id = arrived.effect_id and o.epoch = arrived.epoch and o.state || '' = 'sending'
      returning o.id
    ), held as (
      select m.id, arrived.chat_id, arrived.copy_id
      from arrived
      join settled on settled.id = arrived.effect_id
      join chat_messages m on m.id = arrived.message_id
      order by m.id for no key update of m
    ), noted as (
      update chat_messages m
      set delivery = 'delivered', to_chat = coalesce(held.chat_id, m.to_chat),
        to_message = coalesce(held.copy_id, m.to_message)
      from held
      where m.id = held.id
    )
    select id, set_config('synchronous_commit', 'off', true) from settled`,
};
