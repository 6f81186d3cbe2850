import type { KeyRing } from '@desk/crypto';
import type { Action } from '../../../ports/action.ts';
import type { Cause, DelayedEffect, Effect, Plan } from '../../../ports/plan.ts';
import type { Keyboard } from '../../../ports/screen.ts';
import type { Ids } from '../../../ports/system.ts';
import type { Statement } from '../run-pipeline.ts';
import type { WrittenRows } from '../run-together.ts';
import { sealFieldJson } from '../seal-fields.ts';
import type { ChatOwner } from '../subject-keys.ts';
import type { ClaimedCards, ClaimsAtOnce } from './claim-at-once.ts';
import { laneOf, placeOf } from './subjects-of-plan.ts';

export interface EffectContext {
  readonly ids: Ids;
  readonly zone: KeyRing;
  /** Owners of the chats shown in; a stranger's chat has none. */
  readonly owners: ReadonlyMap<number, ChatOwner>;
  /** Null where every effect waits to be claimed. */
  readonly claims: ClaimsAtOnce | null;
}

interface OutboxRow {
  readonly id: string;
  readonly lane: string;
  readonly dueAt: Date | null;
  /** Delayed: one that waits stands for all of its name. */
  readonly once: string | null;
  readonly effect: Effect;
  readonly subjectId: string | null;
  readonly payload: Uint8Array;
}

/**
 * The first statements of a plan. What waits once for many is held first, as whoever lets delayed effects join their
 * lanes does. Then the lanes of its effects and of the arrival it answers are taken in the order of their names: the
 * effects get their places in them, and the arrival's lane is made sure to have the owner it had. (An effect that set
 * a plan off bears the epoch of its claim itself.)
 */
export function writeEffects(plan: Plan, cause: Cause, context: EffectContext): readonly Statement[] {
  const rows = distinct(plan.effects).map((planned) =>
    planned.kind === 'delayed'
      ? outboxRow(planned.effect, { dueAt: new Date(planned.dueAt), once: planned.once ?? null }, context)
      : outboxRow(planned, { dueAt: null, once: null }, context),
  );
  const waiting = rows.filter((row) => row.dueAt === null);
  const delayed = rows.filter((row) => row.dueAt !== null && row.once === null);
  const once = rows.filter((row) => row.once !== null);
  return [
    ...(once.length > 0 ? [{ ...insertOnce, values: [...columnsOf(once), once.map((row) => row.once)] }] : []),
    ...takeLanes(waiting, cause, context.claims),
    ...(delayed.length > 0 ? [{ ...insertDelayed, values: columnsOf(delayed) }] : []),
    ...keyboardsOf(rows, context),
  ];
}

/** Of delayed effects of one name the first of a plan stands for all. In order, so that plans never wait in a ring. */
function distinct(effects: Plan['effects']): Plan['effects'] {
  const named = new Map<string, DelayedEffect>();
  const rest = effects.filter((planned) => {
    if (planned.kind !== 'delayed' || planned.once === undefined) return true;
    if (!named.has(planned.once)) named.set(planned.once, planned);
    return false;
  });
  if (named.size === 0) return effects;
  return [...rest, ...[...named.keys()].toSorted().flatMap((name) => named.get(name) ?? [])];
}

function outboxRow(
  effect: Effect,
  delay: Pick<OutboxRow, 'dueAt' | 'once'>,
  { ids, zone, owners }: EffectContext,
): OutboxRow {
  const id = ids.next();
  const owner = effect.kind === 'show' ? owners.get(effect.chatId) : undefined;
  const payload = sealFieldJson(owner?.ring ?? zone, 'outbox.payload', id, effect);
  return { ...delay, id, lane: laneOf(effect), effect, subjectId: owner?.subjectId ?? null, payload };
}

function takeLanes(rows: readonly OutboxRow[], cause: Cause, claims: ClaimsAtOnce | null): readonly Statement[] {
  const counts = new Map<string, number>();
  if (cause.kind === 'inbox') counts.set(cause.lane, 0);
  for (const { lane } of rows) counts.set(lane, (counts.get(lane) ?? 0) + 1);
  if (counts.size === 0) return [];

  const left = new Map(counts);
  const behind = rows.map(({ lane }) => {
    const places = left.get(lane) ?? 0;
    left.set(lane, places - 1);
    return places;
  });
  const places = rows.map((row, index) =>
    counts.get(row.lane) === behind[index] ? claims?.ask({ ...row, hasMore: (behind[index] ?? 1) > 1 }) : null,
  );
  const fence = cause.kind === 'inbox' ? [cause.lane, cause.epoch] : [null, null];
  const asked = [
    claims?.owner ?? null,
    places.map((place) => place?.seq ?? null),
    places.map((place) => place?.epoch ?? null),
  ];
  const lanes = [[...counts.keys()], [...counts.values()]];
  return [{ ...insertWaiting, values: [...lanes, ...fence, ...columnsOf(rows), behind, ...asked] }];
}

/** Which effects were claimed as they were stored. */
export function claimedIn(rows: WrittenRows): ClaimedCards {
  const claimed = rows.get(insertWaiting.name)?.[1] ?? null;
  return new Map<string, number | null>(claimed === null ? [] : JSON.parse(claimed));
}

function columnsOf(rows: readonly OutboxRow[]): unknown[] {
  const places = rows.map(({ effect }) => placeOf(effect));
  return [
    rows.map(({ id }) => id),
    rows.map(({ lane }) => lane),
    rows.map(({ effect }) => effect.kind),
    rows.map(({ subjectId }) => subjectId),
    rows.map(({ payload }) => payload),
    places.map(({ chatId }) => chatId),
    places.map(({ card }) => card),
    places.map(({ about }) => about),
    rows.map(({ dueAt }) => dueAt?.toISOString() ?? null),
  ];
}

/** Buttons are stored under the id of the row that shows them, bound to the chat and its owner. */
function keyboardsOf(rows: readonly OutboxRow[], { owners }: EffectContext): readonly Statement[] {
  const shown = rows.flatMap(({ id, effect }) => {
    if (effect.kind !== 'show') return [];
    const actions = actionsOf(effect.keyboard);
    if (actions.length === 0) return [];
    // In a private chat a stranger's id is the chat's: Telegram gives both the same number.
    const telegramId = owners.get(effect.chatId)?.telegramId ?? effect.chatId;
    return [{ id, chatId: effect.chatId, telegramId, actions: JSON.stringify(actions) }];
  });
  if (shown.length === 0) return [];
  const values = [
    shown.map(({ id }) => id),
    shown.map(({ chatId }) => chatId),
    shown.map(({ telegramId }) => telegramId),
    shown.map(({ actions }) => actions),
  ];
  return [{ ...insertKeyboards, values }];
}

function actionsOf(keyboard: Keyboard | null): readonly Action[] {
  if (keyboard?.kind !== 'buttons') return [];
  return keyboard.rows.flat().flatMap((button) => (button.kind === 'press' ? [button.action] : []));
}

/**
 * `insert … order by` takes the lanes one after the other in that order, new ones and known ones alike. An effect that
 * gets the place asked for ($16) in a lane that is ours ($15, $17), and not about to be anybody else's, is claimed: the place
 * says that everything before it is done.
 */
const insertWaiting = {
  name: 'insert-waiting-effects',
  text: `
    with lane as (
      insert into lanes as l (lane, next_seq)
      select lane, 1 + places from unnest($1::text[], $2::int[]) as asked(lane, places) order by lane
      on conflict (lane) do update set next_seq = l.next_seq + excluded.next_seq - 1
      returning l.lane, l.next_seq, l.epoch,
        case when l.owner = $15::uuid and l.lease_until > now() + interval '1 second' then l.epoch end as our_epoch
    ), waiting as (
      insert into outbox (id, lane, seq, state, epoch, kind, subject_id, payload, chat_id, card, about, due_at)
      select e.id, e.lane, lane.next_seq - e.behind, case when claim.epoch is null then 'pending' else 'sending' end,
        claim.epoch, e.kind, e.subject_id, e.payload, e.chat_id, e.card, e.about, e.due_at
      from unnest($5::uuid[], $6::text[], $7::text[], $8::uuid[], $9::bytea[], $10::bigint[], $11::text[], $12::uuid[],
        $13::timestamptz[], $14::int[], $16::bigint[], $17::int[])
        as e(id, lane, kind, subject_id, payload, chat_id, card, about, due_at, behind, seq, epoch)
      join lane on lane.lane = e.lane
      cross join lateral (
        select case when lane.our_epoch = e.epoch and lane.next_seq - e.behind = e.seq then e.epoch end as epoch
      ) as claim
      returning id, state, chat_id, card
    )
    select ($3::text is null or exists (select 1 from lane where lane = $3 and epoch = $4::int))::still_mine,
      (
        select jsonb_agg(jsonb_build_array(w.id, c.message_id)) from waiting w
        left join cards c on c.chat_id = w.chat_id and c.name = w.card
        where w.state = 'sending'
      )`,
};

const insertDelayed = {
  name: 'insert-delayed-effects',
  text: `
    insert into outbox (id, lane, kind, subject_id, payload, chat_id, card, about, due_at, state)
    select e.*, 'delayed'
    from unnest($1::uuid[], $2::text[], $3::text[], $4::uuid[], $5::bytea[], $6::bigint[], $7::text[], $8::uuid[],
      $9::timestamptz[]) as e(id, lane, kind, subject_id, payload, chat_id, card, about, due_at)`,
};

/**
 * One that waits already stands for both, and is held until this plan is stored: it cannot be carried out in between,
 * without what the plan adds. Where it has just joined its lane, this one waits in its place.
 */
const insertOnce = {
  name: 'insert-effects-once',
  text: `
    insert into outbox (id, lane, kind, subject_id, payload, chat_id, card, about, due_at, once, state)
    select e.*, 'delayed'
    from unnest($1::uuid[], $2::text[], $3::text[], $4::uuid[], $5::bytea[], $6::bigint[], $7::text[], $8::uuid[],
      $9::timestamptz[], $10::text[]) as e(id, lane, kind, subject_id, payload, chat_id, card, about, due_at, once)
    on conflict (once) where state = 'delayed' and once is not null do update set once = excluded.once`,
};

const insertKeyboards = {
  name: 'insert-keyboards',
  text: `
    insert into keyboards (id, chat_id, telegram_id, actions)
    select * from unnest($1::uuid[], $2::bigint[], $3::bigint[], $4::jsonb[])`,
};
