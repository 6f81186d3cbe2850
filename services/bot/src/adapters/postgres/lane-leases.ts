import type pg from 'pg';
import type { LaneCall, LaneLeases, TakenLane } from '../../ports/lanes.ts';
import { instantOrNull } from './as-written.ts';
import { batchCalls } from './batch-calls.ts';
import type { LaneHeads } from './outbox/lane-heads.ts';
import { type Claimed, unclaim } from './outbox/stray-effects.ts';
import { laneCalls, writeLaneCall } from './process-presence.ts';
import { runPipeline, type Statement, send } from './run-pipeline.ts';
import { sendApart } from './share-round-trips.ts';

export const leaseSeconds = 5;

export interface LaneLeaseOptions {
  readonly pool: pg.Pool;
  /** The worker's own id: another one at each start. */
  readonly owner: string;
  readonly heads: LaneHeads;
}

interface TakenRow {
  readonly lane: string;
  readonly epoch: number;
  readonly abandoned_at: Date | null;
}

export function createLaneLeases({ pool, owner, heads }: LaneLeaseOptions): LaneLeases {
  const takeBatched = batchCalls<readonly string[], ReadonlyMap<string, TakenLane>>({
    itemsMax: 64,
    waitMs: 0,
    flightsMax: 2,
    queueMax: 10_000,
    async run(asked) {
      const lanes = [...new Set(asked.flat())];
      // It may wait for whoever has the row of a lane: nobody's words wait with it.
      const { rows } = await sendApart(pool, { ...takeLanes, values: [lanes, owner] });
      const taken = new Map(rows.map(toTakenLane));
      return asked.map(() => taken);
    },
  });
  const callBatched = batchCalls<LaneCall, undefined>({
    itemsMax: 64,
    waitMs: 0,
    flightsMax: 1,
    queueMax: 10_000,
    async run(calls) {
      await send(pool, { ...callHolders, values: [calls.map(writeLaneCall)] });
      return calls.map(() => undefined);
    },
  });

  /** In one go: whoever has the lane next is not to find as possibly sent what has never left. */
  async function releaseWith(unclaimed: readonly Claimed[], released: Statement): Promise<void> {
    const outcome = await runPipeline(pool, [released, unclaim(unclaimed)]).then(
      (transaction) => transaction.outcome,
      () => 'unknown',
    );
    if (outcome === 'committed') return;
    heads.strays.add(unclaimed);
    throw new Error('Lanes were not released together with what was claimed in them.');
  }

  return {
    async take(lanes) {
      if (lanes.length === 0) return new Map();
      return takeBatched(lanes);
    },
    async release(lanes) {
      if (lanes.length === 0) return;
      const released = { ...releaseLanes, values: [lanes, owner] };
      const unclaimed = heads.leave(lanes);
      if (unclaimed.length === 0) await send(pool, released);
      else await releaseWith(unclaimed, released);
    },
    call: callBatched,
  };
}

function toTakenLane({ lane, epoch, abandoned_at: abandonedAt }: TakenRow): [string, TakenLane] {
  return [lane, { epoch, abandonedAt: instantOrNull(abandonedAt) }];
}

/**
 * The epoch grows when the lane changes hands, and only then: work in hand survives a renewal. What became of the owner
 * before is written along with that, and cleared by the first renewal: no statement more than there would be anyway.
 * Nobody waits for the disk: nothing leaves without a claim that does, and takes the lease there before it.
 */
const takeLanes = {
  name: 'take-lanes',
  text: `
    insert into lanes as l (lane, owner, epoch, lease_until)
    select lane, $2::uuid, 1, now() + interval '${leaseSeconds} seconds' from unnest($1::text[]) as lane order by lane
    on conflict (lane) do update
    set owner = excluded.owner, lease_until = excluded.lease_until,
      epoch = case when l.owner = excluded.owner then l.epoch else l.epoch + 1 end,
      abandoned_at = case
        when l.owner = excluded.owner then null
        when l.owner is null then l.abandoned_at
        else l.lease_until
      end
    where l.owner = excluded.owner or l.owner is null or l.lease_until < now()
    returning lane, epoch, abandoned_at, set_config('synchronous_commit', 'off', true)`,
};

const releaseLanes = {
  name: 'release-lanes',
  text: `
    update lanes set owner = null, lease_until = now(), abandoned_at = null
    where lane in (select lane from lanes where lane = any($1::text[]) and owner = $2 order by lane for update)`,
};

const callHolders = {
  name: 'call-lane-holders',
  text: `select pg_notify('${laneCalls}', call) from unnest($1::text[]) as call`,
};
