import type { AuditEntry } from '@desk/domain';
import type pg from 'pg';
import type { OutboxLanes } from '../../../ports/lanes.ts';
import type { OutboxItem } from '../../../ports/outbox.ts';
import { batchCalls } from '../batch-calls.ts';
import { send } from '../run-pipeline.ts';
import type { LaneHeads } from './lane-heads.ts';
import type { Claimed } from './stray-effects.ts';

type Settled = 'settled' | 'fenced';

interface Shown extends Claimed {
  readonly messageId: number | null;
}

export interface Settler {
  readonly settle: OutboxLanes['settle'];
  park(claimed: Claimed, reason: string, now: number): Promise<Settled>;
}

/** Every settlement names the epoch the row was claimed under: whoever lost the lane settles nothing any more. */
export function createSettler(pool: pg.Pool, heads: LaneHeads): Settler {
  const settleShown = batchCalls<Shown, Settled>({
    itemsMax: 64,
    waitMs: 0,
    flightsMax: 2,
    queueMax: 10_000,
    async run(shown) {
      const ids = shown.map(({ id }) => id);
      const values = [ids, shown.map(({ epoch }) => epoch), shown.map(({ messageId }) => messageId)];
      const { rows } = await send(pool, { ...deliverEffects, values });
      const delivered = new Set(rows.map(({ id }: { id: string }) => id));
      return ids.map((id) => (delivered.has(id) ? 'settled' : 'fenced'));
    },
  });

  async function tryAgain(item: Claimed, reason: string, dueAt: number, doubts: number): Promise<Settled> {
    const values = [item.id, item.epoch, reason, new Date(dueAt), doubts];
    const { rowCount } = await send(pool, { ...postponeEffect, values });
    return rowCount === 1 ? 'settled' : 'fenced';
  }

  async function setAside(item: Claimed, statement: { name: string; text: string }, reason: string, entry: AuditEntry) {
    const values = [item.id, item.epoch, reason, JSON.stringify(entry)];
    const { rowCount } = await send(pool, { ...statement, values });
    return rowCount === 1 ? 'settled' : 'fenced';
  }

  const park: Settler['park'] = (item, reason, now) =>
    setAside(item, parkEffect, reason, auditEntry('delivery-parked', item.id, reason, now));

  async function over(item: OutboxItem, settling: Promise<Settled>): Promise<Settled> {
    const settled = await settling;
    if (settled === 'settled') heads.settle(item);
    return settled;
  }

  return {
    park,
    async settle(item, settlement, now) {
      switch (settlement.kind) {
        case 'shown':
          return over(item, settleShown({ ...item, messageId: settlement.messageId }));
        case 'retry':
          return tryAgain(item, settlement.reason, now + settlement.afterMs, 0);
        case 'doubted':
          return tryAgain(item, 'unknown', now + settlement.afterMs, 1);
        case 'refused':
          return over(item, park(item, settlement.reason, now));
        case 'blocked':
          return setAside(item, blockChat, 'blocked', auditEntry('chat-blocked', item.id, null, now));
      }
    },
  };
}

function auditEntry(act: AuditEntry['act'], id: string, reason: string | null, at: number): AuditEntry {
  return { act, actor: { kind: 'service' }, on: { kind: 'update', id }, outcome: 'failed', reason, at };
}

/** By key, as the claim. */
const deliverEffects = {
  name: 'deliver-effects',
  text: `
    with settled as (
      update outbox o
      set state = 'delivered', payload = null, settled_at = now(), reason = null
      from unnest($1::uuid[], $2::int[], $3::bigint[]) as shown(id, epoch, message_id)
      where o.id = shown.id and o.epoch = shown.epoch and o.state || '' = 'sending'
      returning o.id, o.kind, o.chat_id, o.card, o.about, shown.message_id
    ), told as (
      insert into ticket_messages (chat_id, message_id, ticket_id)
      select distinct on (chat_id, message_id) chat_id, message_id, about from settled
      where kind in ('show', 'send-file') and about is not null and message_id is not null
      on conflict (chat_id, message_id) do update set ticket_id = excluded.ticket_id
    ), forgotten as (
      delete from ticket_messages t using settled s where s.kind = 'show' and s.about is null
        and t.chat_id = s.chat_id and t.message_id = s.message_id
    ), standing as (
      insert into cards (chat_id, name, message_id)
      select chat_id, card, message_id from settled
      where kind in ('show', 'send-file') and card is not null and message_id is not null
      on conflict (chat_id, name) do update set message_id = excluded.message_id, updated_at = now()
    ), retired as (
      delete from cards c using settled s where s.kind in ('retire-card', 'withdraw-card') and c.chat_id = s.chat_id
        and (c.name = s.card or s.kind = 'withdraw-card' and starts_with(c.name, s.card || ':'))
    )
    select id from settled`,
};

/** Whoever postpones it has survived it: one process more that goes with it, and it is tried apart again. */
const postponeEffect = {
  name: 'postpone-effect',
  text: `
    update outbox
    set state = 'pending', reason = $3, due_at = $4, attempts = greatest(attempts, 1), doubts = doubts + $5,
      suspicions = least(suspicions, 1)
    where id = $1 and epoch = $2 and state = 'sending'`,
};

const parkEffect = {
  name: 'park-effect',
  text: `
    with parked as (
      update outbox set state = 'parked', reason = $3, settled_at = now()
      where id = $1 and epoch = $2 and state = 'sending'
      returning id
    ), audited as (
      insert into audit_pending (entry) select $4::jsonb from parked
    )
    select id from parked`,
};

/** Nothing more is sent until the person unblocks the bot: what waits for the chat is set aside with it. */
const blockChat = {
  name: 'block-chat',
  text: `
    with parked as (
      update outbox set state = 'parked', reason = $3, settled_at = now()
      where id = $1 and epoch = $2 and state = 'sending'
      returning id, lane, chat_id
    ), behind as (
      update outbox o set state = 'parked', reason = $3, settled_at = now()
      from parked where o.lane = parked.lane and o.state = 'pending'
    ), person as (
      update users_telegram p set blocked_at = coalesce(p.blocked_at, now()), version = p.version + 1
      from parked where p.chat_id = parked.chat_id and p.detached_at is null
      returning p.id
    ), audited as (
      insert into audit_pending (entry)
      select jsonb_set($4::jsonb, '{on}', jsonb_build_object('kind', 'person', 'id', person.id)) from person
    )
    select id from parked`,
};
