import type { StoredComment } from '../../../ports/ticket-comments.ts';
import { dateOrNull } from '../as-written.ts';
import type { ChangeWriter } from './change-writer.ts';

/** No version of its own: the ticket is written with it, under its own. */
export const saveMarks: ChangeWriter<'save-marks'> = ({ ticketId, readAt, slaDueAt, comments }) => [
  { ...updateReading, values: [ticketId, new Date(readAt), dateOrNull(slaDueAt)] },
  ...(comments.length > 0 ? [{ ...upsertComments, values: [ticketId, JSON.stringify(comments.map(toRow))] }] : []),
];

function toRow({ id, message, authorId, createdAt, editedAt, state, readers }: StoredComment) {
  return {
    comment_id: id,
    message,
    author_id: authorId,
    created_at: new Date(createdAt),
    edited_at: new Date(editedAt),
    state,
    readers,
  };
}

const updateReading = {
  name: 'update-reading-of-ticket',
  text: 'update tickets_cache set tracker_read_at = $2, sla_due_at = $3 where id = $1',
};

const upsertComments = {
  name: 'upsert-comments',
  text: `
    insert into ticket_comments (ticket_id, comment_id, message, author_id, created_at, edited_at, state, readers)
    select $1::uuid, c.*
    from jsonb_to_recordset($2::jsonb) as c(comment_id text, message uuid, author_id uuid, created_at timestamptz,
      edited_at timestamptz, state text, readers uuid[])
    on conflict (ticket_id, comment_id) do update
    set edited_at = excluded.edited_at, state = excluded.state, readers = excluded.readers`,
};
