import type { KeyRing } from '@desk/crypto';
import type { Logger } from '@desk/logging';
import type pg from 'pg';
import type { FirstEffect, HeldLane, OutboxLanes } from '../../../ports/lanes.ts';
import type { OutboxItem } from '../../../ports/outbox.ts';
import type { Effect } from '../../../ports/plan.ts';
import type { Clock } from '../../../ports/system.ts';
import { batchCalls } from '../batch-calls.ts';
import { send } from '../run-pipeline.ts';
import { openFieldJson } from '../seal-fields.ts';
import type { SubjectKeys } from '../subject-keys.ts';
import { firstOfLane } from './first-of-lane.ts';
import type { LaneHeads, PlacedEffect } from './lane-heads.ts';
import type { Settler } from './settle-effect.ts';

interface ClaimedRow {
  readonly id: string;
  readonly lane: string;
  readonly seq: string;
  readonly epoch: number;
  readonly subject_id: string | null;
  readonly payload: Buffer;
  readonly attempts: number;
  readonly doubts: number;
  readonly suspicions: number;
  readonly standing_message_id: string | null;
  readonly waited_ms: number;
  readonly has_more: boolean;
}

interface Claim {
  readonly held: HeldLane;
  readonly now: number;
}

export interface HeadClaimOptions {
  readonly pool: pg.Pool;
  readonly keys: SubjectKeys;
  readonly owner: string;
  readonly heads: LaneHeads;
  readonly park: Settler['park'];
  readonly clock: Clock;
  readonly log: Logger;
}

/** Claims the first effect of a lane: of lanes that are woken together with one statement. */
export function claimHeads(options: HeadClaimOptions): OutboxLanes['claim'] {
  const { pool, owner, heads } = options;
  const claimBatched = batchCalls<Claim, FirstEffect | null>({
    itemsMax: 50,
    waitMs: 0,
    flightsMax: 2,
    queueMax: 10_000,
    async run(claims) {
      const lanes = claims.map(({ held }) => held.lane);
      const epochs = claims.map(({ held }) => held.epoch);
      const now = new Date(Math.max(...claims.map((claim) => claim.now)));
      const { rows } = await send(pool, { ...claimLaneHeads, values: [lanes, epochs, owner, now] });
      const firsts = await openRows(rows, options);
      for (const first of firsts.values()) heads.hold(first);
      return lanes.map((lane) => firsts.get(lane) ?? null);
    },
  });
  return async (held, now) => heads.take(held) ?? claimBatched({ held, now });
}

async function openRows(
  rows: readonly ClaimedRow[],
  { keys, park, clock, log }: HeadClaimOptions,
): Promise<ReadonlyMap<string, PlacedEffect>> {
  const rings = await keys.load(rows.flatMap(({ subject_id }) => (subject_id === null ? [] : [subject_id])));
  const firsts = new Map<string, PlacedEffect>();
  for (const row of rows) {
    const { id, lane, epoch, seq, has_more: hasMore, suspicions } = row;
    const ring = row.subject_id === null ? keys.zone : rings.get(row.subject_id);
    const item = openRow(row, ring);
    if (item !== null) {
      firsts.set(lane, { item, hasMore, suspicions, seq: Number(seq) });
      continue;
    }
    // An erased person's effect, or a damaged one: the rest of the lane goes on.
    log.error('An effect does not open and is set aside', { id });
    await park({ id, epoch }, 'unreadable', clock.now());
  }
  return firsts;
}

function openRow(row: ClaimedRow, ring: KeyRing | undefined): OutboxItem | null {
  if (!ring) return null;
  try {
    return {
      id: row.id,
      lane: row.lane,
      epoch: row.epoch,
      effect: openFieldJson<Effect>(ring, 'outbox.payload', row.id, row.payload),
      standing: row.standing_message_id === null ? null : { messageId: Number(row.standing_message_id) },
      attempt: row.attempts,
      waitedMs: Math.max(0, row.waited_ms),
      doubts: row.doubts,
    };
  } catch {
    return null;
  }
}

/**
 * The state is asked again in the locking query: between finding a row and locking it, it may have been settled, and
 * without the question it would be sent twice (56 of 20,000 did). A row that is sending already was left so by a
 * worker that lost the lane: it may have arrived. Where that worker is gone without having given the lane back, the effect
 * may be what it died of.
 *
 * Each row is found by its key: the index of what waits has few rows by the statistics, so that reading all of it would
 * seem as cheap, and between two vacuums tens of thousands of entries of what waited. It cannot be used where the state is
 * not asked for as it is, hence `state || ''`.
 */
const claimLaneHeads = {
  name: 'claim-lane-heads',
  text: `
    with head as (
      select head.id, held.lane, held.epoch, l.abandoned_at is not null as abandoned
      from unnest($1::text[], $2::int[]) as held(lane, epoch)
      join lanes l on l.lane = held.lane and l.owner = $3 and l.epoch = held.epoch
      ${firstOfLane}
      where head.due_at is null or head.due_at <= $4
    ), claimed as (
      select o.id, head.epoch, head.abandoned from outbox o
      join head on head.id = o.id
      where o.state || '' in ('pending', 'sending') and (o.epoch is null or o.epoch < head.epoch or o.state = 'pending')
      for update of o skip locked
    )
    update outbox o
    set state = 'sending', epoch = claimed.epoch, attempts = least(o.attempts + 1, 32000), due_at = null,
      doubts = o.doubts + case when o.state = 'sending' then 1 else 0 end,
      suspicions = case
        when o.state = 'sending' and claimed.abandoned then greatest(o.suspicions, least(o.suspicions + 1, 2))
        else o.suspicions
      end
    from claimed
    where o.id = claimed.id
    returning o.id, o.lane, o.seq, o.epoch, o.subject_id, o.payload, o.attempts, o.doubts, o.suspicions,
      (extract(epoch from now() - o.created_at) * 1000)::float8 as waited_ms,
      (select c.message_id from cards c where c.chat_id = o.chat_id and c.name = o.card) as standing_message_id,
      exists (
        select 1 from outbox b where b.lane = o.lane and b.state in ('pending', 'sending') and b.seq > o.seq
      ) as has_more`,
};
