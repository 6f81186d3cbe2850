import type { Cause, Plan } from '../../../ports/plan.ts';
import type { Statement } from '../run-pipeline.ts';

/**
 * Marks what set the plan off, or breaks off the transaction where someone else has done so. Of the arrivals kept for
 * one chat the oldest make way beyond `keptMax`.
 */
export function settleCause(plan: Plan, cause: Cause, keptMax: number): readonly Statement[] {
  switch (cause.kind) {
    case 'job':
      return [];
    case 'outbox':
      return [{ ...settleEffect, values: [cause.id, cause.epoch] }];
    case 'inbox':
      return plan.cause === 'keep'
        ? [{ ...keepArrival, values: [cause.source, cause.sourceId, keptMax - 1] }]
        : [{ ...markArrival, values: [cause.source, cause.sourceId, plan.cause] }];
  }
}

const settleEffect = {
  name: 'settle-caused-effect',
  text: `
    with settled as (
      update outbox set state = 'delivered', payload = null, settled_at = now()
      where id = $1 and epoch = $2 and state = 'sending'
      returning id
    )
    select (exists (select 1 from settled))::still_mine`,
};

/** A dead letter stays as it came, sealed, for whoever looks into it; of one that is done the key alone is left. */
const markArrival = {
  name: 'mark-arrival',
  text: `
    with marked as (
      update inbox
      set state = $3, payload = case when $3 = 'done' then null else payload end,
        settled_at = case when $3 = 'dead' then now() end,
        reason = case when $3 = 'dead' then coalesce(reason, case when suspicions > 2 then 'deadly' else 'defect' end) end
      where source = $1 and source_id = $2 and state = 'pending'
      returning id
    )
    select (exists (select 1 from marked))::still_mine`,
};

const keepArrival = {
  name: 'keep-arrival',
  text: `
    with marked as (
      update inbox set state = 'kept'
      where source = $1 and source_id = $2 and state = 'pending'
      returning id, lane
    ), making_way as (
      update inbox set state = 'done', payload = null
      where id in (
        select id from inbox where lane = (select lane from marked) and state = 'kept' order by id desc offset $3
      )
    )
    select (exists (select 1 from marked))::still_mine`,
};
