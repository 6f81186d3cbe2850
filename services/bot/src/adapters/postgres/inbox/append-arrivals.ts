import type { KeyRing } from '@desk/crypto';
import type pg from 'pg';
import type { Arrival, Inbox } from '../../../ports/inbox.ts';
import { batchCalls } from '../batch-calls.ts';
import { send } from '../run-pipeline.ts';
import { sealFieldBytes } from '../seal-fields.ts';

export interface InboxOptions {
  readonly pool: pg.Pool;
  readonly zone: KeyRing;
  /** A lane has something new. Must not throw. */
  readonly wake: (lane: string) => void;
}

interface KeyRow {
  readonly source: string;
  readonly source_id: string;
}

/**
 * Stores arrivals, many at once: a durable write costs nearly the same for one row and for 64. What comes while a batch
 * is being written gathers for the next, so that nobody waits for company, and the busier it is the larger the batches.
 */
export function createInbox({ pool, zone, wake }: InboxOptions): Inbox {
  const appendBatched = batchCalls<Arrival, 'stored' | 'known'>({
    itemsMax: 64,
    waitMs: 0,
    flightsMax: 1,
    queueMax: 5_000,
    async run(arrivals) {
      const { rows } = await send(pool, { ...insertArrivals, values: columnsOf(arrivals, zone) });
      const fresh = new Set(rows.map(({ source, source_id }: KeyRow) => keyOf(source, source_id)));
      // Of two with one key in a batch, the first was stored.
      return arrivals.map(({ source, sourceId }) => (fresh.delete(keyOf(source, sourceId)) ? 'stored' : 'known'));
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

const insertArrivals = {
  name: 'insert-arrivals',
  text: `
    insert into inbox (source, source_id, lane, payload)
    select * from unnest($1::text[], $2::text[], $3::text[], $4::bytea[])
    on conflict (source, source_id) do nothing
    returning source, source_id`,
};
