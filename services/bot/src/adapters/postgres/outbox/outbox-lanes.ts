import type { Logger } from '@desk/logging';
import type pg from 'pg';
import type { OutboxLanes } from '../../../ports/lanes.ts';
import type { Clock } from '../../../ports/system.ts';
import { send } from '../run-pipeline.ts';
import type { SubjectKeys } from '../subject-keys.ts';
import { claimHeads } from './claim-heads.ts';
import { firstOfLane } from './first-of-lane.ts';
import type { LaneHeads } from './lane-heads.ts';
import { createSettler } from './settle-effect.ts';
import { unclaim } from './stray-effects.ts';

export interface OutboxLaneOptions {
  readonly pool: pg.Pool;
  readonly keys: SubjectKeys;
  readonly owner: string;
  /** What need not be claimed any more. */
  readonly heads: LaneHeads;
  readonly clock: Clock;
  readonly log: Logger;
}

export function createOutboxLanes(options: OutboxLaneOptions): OutboxLanes {
  const { pool, owner, heads } = options;
  const { settle, park } = createSettler(pool, heads);

  async function unclaimStrays(): Promise<void> {
    const strays = heads.strays.list();
    if (strays.length === 0) return;
    await send(pool, unclaim(strays));
    heads.strays.forget();
  }

  return {
    settle,
    claim: claimHeads({ ...options, park }),
    async listWaiting(now, max) {
      await unclaimStrays();
      const { rows } = await send(pool, { ...selectWaiting, values: [owner, max, new Date(now)] });
      return rows.map(({ lane }: { lane: string }) => lane);
    },
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
