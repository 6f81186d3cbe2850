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
import { createSettler } from './settle-effect.ts';

export interface OutboxLaneOptions {
  readonly pool: pg.Pool;
  readonly keys: SubjectKeys;
  readonly owner: string;
  readonly clock: Clock;
  readonly log: Logger;
}

interface ClaimedRow {
  readonly id: string;
  readonly lane: string;
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

export function createOutboxLanes({ pool, keys, owner, clock, log }: OutboxLaneOptions): OutboxLanes {
  const settler = createSettler(pool);

  /** Lanes that are woken together are looked into together. */
  const claimBatched = batchCalls<Claim, FirstEffect | null>({
    itemsMax: 50,
    waitMs: 0,
    flightsMax: 2,
    queueMax: 10_000,
    async run(claims) {
      const lanes = claims.map(({ held }) => held.lane);
      const epochs = claims.map(({ held }) => held.epoch);
      const now = new Date(Math.max(...claims.map((claim) => claim.now)));
      const { rows } = await send(pool, { ...claimHeads, values: [lanes, epochs, owner, now] });
      const items = await openRows(rows);
      return lanes.map((lane) => items.get(lane) ?? null);
    },
  });

  async function openRows(rows: readonly ClaimedRow[]): Promise<ReadonlyMap<string, FirstEffect>> {
    const rings = await keys.load(rows.flatMap(({ subject_id }) => (subject_id === null ? [] : [subject_id])));
    const items = new Map<string, FirstEffect>();
    for (const row of rows) {
      const ring = row.subject_id === null ? keys.zone : rings.get(row.subject_id);
      const item = openRow(row, ring);
      if (item) items.set(row.lane, { item, hasMore: row.has_more, suspicions: row.suspicions });
      else await setAside(row);
    }
    return items;
  }

  /** An erased person's effect, or a damaged one: the rest of the lane goes on. */
  async function setAside({ id, epoch }: ClaimedRow): Promise<void> {
    log.error('An effect does not open and is set aside', { id });
    await settler.park({ id, epoch }, 'unreadable', clock.now());
  }

  return {
    settle: settler.settle,
    async listWaiting(now, max) {
      const { rows } = await send(pool, { ...selectWaiting, values: [owner, max, new Date(now)] });
      return rows.map(({ lane }: { lane: string }) => lane);
    },
    claim: (held, now) => claimBatched({ held, now }),
    async suspect({ id, epoch }) {
      const { rows } = await send(pool, { ...countSuspicion, values: [id, epoch] });
      const row: { suspicions: number } | undefined = rows[0];
      return row ?? 'fenced';
    },
    async joinDue(now, max) {
      const { rows } = await send(pool, { ...joinDelayed, values: [new Date(now), max] });
      return [...new Set(rows.map(({ lane }: { lane: string }) => lane))];
    },
    async listDue(from, to, max) {
      const { rows } = await send(pool, { ...selectDue, values: [new Date(from), new Date(to), max] });
      return rows.map(({ due_at }: { due_at: Date }) => due_at.getTime());
    },
  };
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

/** Each lane's first effect, found through an index of what is not settled yet; later ones wait behind it. */
const firstOfLane = `
  cross join lateral (
    select o.id, o.state, o.due_at from outbox o
    where o.lane = held.lane and o.state in ('pending', 'sending')
    order by o.seq limit 1
  ) as head`;

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
const claimHeads = {
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
    returning o.id, o.lane, o.epoch, o.subject_id, o.payload, o.attempts, o.doubts, o.suspicions,
      (extract(epoch from now() - o.created_at) * 1000)::float8 as waited_ms,
      (select c.message_id from cards c where c.chat_id = o.chat_id and c.name = o.card) as standing_message_id,
      exists (
        select 1 from outbox b where b.lane = o.lane and b.state in ('pending', 'sending') and b.seq > o.seq
      ) as has_more`,
};

const countSuspicion = {
  name: 'count-effect-suspicion',
  text: `
    update outbox set suspicions = least(suspicions + 1, 32000)
    where id = $1 and epoch = $2 and state = 'sending'
    returning suspicions`,
};

const selectWaiting = {
  name: 'select-waiting-effect-lanes',
  text: `
    select held.lane
    from (select distinct lane from outbox where state in ('pending', 'sending')) as held
    left join lanes l on l.lane = held.lane
    ${firstOfLane}
    where (l.owner is null or l.owner = $1 or l.lease_until < now()) and (head.due_at is null or head.due_at <= $3)
    limit $2`,
};

const selectDue = {
  name: 'select-due-of-delayed-effects',
  text: `
    select distinct due_at from outbox
    where state = 'delayed' and due_at > $1 and due_at <= $2
    order by due_at limit $3`,
};

/** What joins its lane counts as made now: how long it waits is told from here on. */
const joinDelayed = {
  name: 'join-delayed-effects',
  text: `
    with due as (
      select id, lane, due_at from outbox
      where state = 'delayed' and due_at <= $1
      order by due_at limit $2 for update skip locked
    ), placed as (
      select id, lane, count(*) over (partition by lane) - row_number() over (partition by lane order by due_at, id) + 1
        as behind
      from due
    ), lane as (
      insert into lanes as l (lane, next_seq)
      select lane, 1 + count(*) from due group by lane order by lane
      on conflict (lane) do update set next_seq = l.next_seq + excluded.next_seq - 1
      returning l.lane, l.next_seq
    )
    update outbox o
    set state = 'pending', seq = lane.next_seq - placed.behind, due_at = null, created_at = now()
    from placed join lane on lane.lane = placed.lane
    where o.id = placed.id
    returning o.lane`,
};
