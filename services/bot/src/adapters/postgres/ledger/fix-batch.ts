import type { ChangeWriter } from './change-writer.ts';

/** One under way for each consultation: a unique index refuses the second. Its members are free, or it is not made. */
export const fixBatch: ChangeWriter<'fix-batch'> = ({ batchId, consultationId, messageIds }) => [
  { ...insertBatch, values: [batchId, consultationId, messageIds] },
];

export const noteMirrored: ChangeWriter<'note-mirrored'> = ({ batchId }) => [{ ...settleBatch, values: [batchId] }];

const insertBatch = {
  name: 'insert-chat-batch',
  text: `
    with batch as (
      insert into chat_batches (id, session_id) values ($1, $2) returning id
    ), held as (
      select id from chat_messages
      where id = any($3::uuid[]) and session_id = $2 and batch_id is null
      order by id for no key update
    ), taken as (
      update chat_messages m set batch_id = batch.id
      from batch, held
      where m.id = held.id and m.batch_id is null
      returning m.id
    )
    select ((select count(*) from taken) = cardinality($3::uuid[]))::unmoved`,
};

const settleBatch = {
  name: 'settle-chat-batch',
  text: `
    with mirrored as (
      update chat_batches set mirrored_at = now() where id = $1 and mirrored_at is null returning id, session_id
    ), held as (
      select m.id from chat_messages m
      join mirrored on mirrored.session_id = m.session_id and mirrored.id = m.batch_id
      order by m.id for no key update of m
    )
    update chat_messages m set sync_state = 'synced', synced_at = now()
    from held where m.id = held.id`,
};
