import type { KeyRing } from '@desk/crypto';
import type pg from 'pg';
import type { Arrival, Inbox } from '../../../ports/inbox.ts';
import { batchCalls } from '../batch-calls.ts';
import { send } from '../run-pipeline.ts';
import { sealFieldBytes } from '../seal-fields.ts';
import type { FreshArrivals } from './fresh-arrivals.ts';

export interface InboxOptions {
  readonly pool: pg.Pool;
  readonly zone: KeyRing;
  /** Told of what is stored, before its lane is woken. */
  readonly fresh: FreshArrivals;
  /** A lane has something new. Must not throw. */
  readonly wake: (lane: string) => void;
}

interface StoredRow {
  readonly source: string;
  readonly source_id: string;
  readonly received_at: Date;
  readonly is_first: boolean;
}

/**
 * Stores arrivals, many at once: a durable write costs nearly the same for one row and for 64. What comes while a batch
 * is being written gathers for the next, so that nobody waits for company, and the busier it is the larger the batches.
 */
export function createInbox({ pool, zone, fresh, wake }: InboxOptions): Inbox {
  const appendBatched = batchCalls<Arrival, 'stored' | 'known'>({
    itemsMax: 64,
    waitMs: 0,
    flightsMax: 1,
    queueMax: 5_000,
    async run(arrivals) {
      const { rows } = await send(pool, { ...insertArrivals, values: columnsOf(arrivals, zone) });
      const stored = new Map(rows.map((row: StoredRow) => [keyOf(row.source, row.source_id), row]));
      const begun = new Set<string>();
      return arrivals.map((arrival) => {
        const key = keyOf(arrival.source, arrival.sourceId);
        const row = stored.get(key);
        // Of two with one key in a batch, the first was stored.
        if (!row || !stored.delete(key)) return 'known';
        const isFirst = row.is_first && !begun.has(arrival.lane);
        begun.add(arrival.lane);
        fresh.note(arrival, { receivedAt: row.received_at.getTime(), isFirst });
        return 'stored';
      });
    },
  });

  return {
    async append(arrival) {
      const outcome = await appendBatched(arrival);
      wake(arrival.lane);
      return outcome;
    },
  };
}

/** What an arrival's payload is sealed for. */
export function keyOf(source: string, sourceId: string): string {
  return `${source}:${sourceId}`;
}

function columnsOf(arrivals: readonly Arrival[], zone: KeyRing): unknown[] {
  return [
    arrivals.map(({ source }) => source),
    arrivals.map(({ sourceId }) => sourceId),
    arrivals.map(({ lane }) => lane),
    arrivals.map(({ source, sourceId, payload }) =>
      sealFieldBytes(zone, 'inbox.payload', keyOf(source, sourceId), payload),
    ),
  ];
}

/**
 * Whether something waits is asked as it was before: what comes with the same statement is told apart here. The first
 * that waits says it: of a lane that stands still there may be tens of thousands.
 */
const insertArrivals = {
  name: 'insert-arrivals',
  text: `
    with waiting as (
      select asked.lane from (select distinct unnest($3::text[]) as lane) as asked
      cross join lateral (
        select from inbox i where i.lane = asked.lane and i.state = 'pending' order by i.id limit 1
      ) as first
    ), stored as (
      insert into inbox (source, source_id, lane, payload)
      select * from unnest($1::text[], $2::text[], $3::text[], $4::bytea[])
      on conflict (source, source_id) do nothing
      returning source, source_id, lane, received_at
    )
    select source, source_id, received_at, lane not in (select lane from waiting) as is_first from stored`,
};
