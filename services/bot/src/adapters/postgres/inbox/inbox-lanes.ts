import type { KeyRing } from '@desk/crypto';
import type { Logger } from '@desk/logging';
import type pg from 'pg';
import type { Arrival, InboxItem } from '../../../ports/inbox.ts';
import type { HeldLane, InboxLanes } from '../../../ports/lanes.ts';
import { send } from '../run-pipeline.ts';
import { openFieldJson } from '../seal-fields.ts';
import { keyOf } from './append-arrivals.ts';
import type { FreshArrivals } from './fresh-arrivals.ts';

export interface InboxLaneOptions {
  readonly pool: pg.Pool;
  readonly zone: KeyRing;
  readonly owner: string;
  /** What need not be read again. */
  readonly fresh: FreshArrivals;
  readonly log: Logger;
}

/** Of one lane, set aside in one go; the others are for the next look. */
const unreadableMax = 100;

interface ArrivalRow {
  readonly source: Arrival['source'];
  readonly source_id: string;
  readonly payload: Buffer;
  readonly received_at: Date;
  readonly attempts: number;
  readonly suspicions: number;
}

export function createInboxLanes({ pool, zone, owner, fresh, log }: InboxLaneOptions): InboxLanes {
  async function bury({ source, sourceId }: Pick<InboxItem, 'source' | 'sourceId'>): Promise<void> {
    await send(pool, { ...buryArrival, values: [source, sourceId] });
  }

  async function open(row: ArrivalRow, held: HeldLane): Promise<InboxItem | null> {
    const { source, source_id: sourceId } = row;
    try {
      const payload = openFieldJson<unknown>(zone, 'inbox.payload', keyOf(source, sourceId), row.payload);
      const { lane, epoch } = held;
      const attempt = row.attempts + 1;
      return { source, sourceId, lane, epoch, payload, receivedAt: row.received_at.getTime(), attempt };
    } catch {
      // One arrival that nobody can read must not hold up the rest of its lane.
      log.error('An arrival does not open and is set aside', { source, sourceId });
      await bury({ source, sourceId });
      return null;
    }
  }

  return {
    bury,
    async listWaiting(max) {
      const { rows } = await send(pool, { ...selectWaiting, values: [owner, max] });
      return rows.map(({ lane }: { lane: string }) => lane);
    },
    async next(held) {
      const stored = fresh.take(held.lane);
      if (stored !== null) {
        const { hasMore, ...item } = stored;
        return { item: { ...item, ...held, attempt: 1 }, hasMore, suspicions: 0 };
      }
      for (let count = 0; count < unreadableMax; count += 1) {
        const { rows } = await send(pool, { ...selectNext, values: [held.lane] });
        const row: ArrivalRow | undefined = rows[0];
        if (!row) return null;
        const item = await open(row, held);
        if (item) return { item, hasMore: rows.length > 1, suspicions: row.suspicions };
      }
      return null;
    },
    async suspect({ source, sourceId }, max) {
      const { rows } = await send(pool, { ...countSuspicion, values: [source, sourceId, max] });
      const row: { suspicions: number } | undefined = rows[0];
      return row ?? 'gone';
    },
    async noteFailure({ source, sourceId }, cause, now) {
      const { rows } = await send(pool, { ...countFailure, values: [source, sourceId, cause, new Date(now)] });
      const row: { attempts: number; failing_ms: number } | undefined = rows[0];
      return row ? { count: row.attempts, failingMs: row.failing_ms } : 'gone';
    },
  };
}

const selectWaiting = {
  name: 'select-waiting-arrival-lanes',
  text: `
    select w.lane
    from (select distinct lane from inbox where state = 'pending') as w
    left join lanes l on l.lane = w.lane
    where l.owner is null or l.owner = $1 or l.lease_until < now()
    limit $2`,
};

const selectNext = {
  name: 'select-next-arrival',
  text: `
    select source, source_id, payload, received_at, attempts, suspicions from inbox
    where lane = $1 and state = 'pending'
    order by id limit 2`,
};

const countSuspicion = {
  name: 'count-arrival-suspicion',
  text: `
    update inbox set suspicions = greatest(suspicions, least(suspicions + 1, $3::int))
    where source = $1 and source_id = $2 and state = 'pending'
    returning suspicions`,
};

/** Whoever counts has survived it: of a trial that ends so nothing is left but that the arrival is tried apart. */
const countFailure = {
  name: 'count-arrival-failure',
  text: `
    update inbox
    set attempts = case when reason = $3 then least(attempts + 1, 32000) else 1 end, reason = $3,
      failed_at = coalesce(failed_at, $4), suspicions = least(suspicions, 2)
    where source = $1 and source_id = $2 and state = 'pending'
    returning attempts, (extract(epoch from $4::timestamptz - failed_at) * 1000)::float8 as failing_ms`,
};

/** As in the ledger: what was tried apart and never failed took processes down; what did neither does not open. */
const buryArrival = {
  name: 'bury-arrival',
  text: `
    update inbox
    set state = 'dead', settled_at = now(),
      reason = coalesce(reason, case when suspicions > 2 then 'deadly' else 'unreadable' end)
    where source = $1 and source_id = $2 and state = 'pending'`,
};
