import { sealFieldJson } from '../seal-fields.ts';
import type { ChangeWriter } from './change-writer.ts';

export const saveOutgoing: ChangeWriter<'save-outgoing'> = ({ comment, expected }, context) => {
  const { id, authorId, content } = comment;
  const columns = [
    id,
    comment.ticketId,
    authorId,
    comment.visibility,
    comment.language,
    comment.albumId,
    comment.state,
    content === null ? null : sealFieldJson(context.ringOf(authorId), 'outgoing_comments.content', id, content),
    comment.wordedIn,
    comment.delayTold,
    new Date(comment.createdAt),
  ];
  return [
    expected === 0 ? { ...insertOutgoing, values: columns } : { ...updateOutgoing, values: [...columns, expected] },
  ];
};

/** What a person's message became; noted again, it stays what it was. */
export const noteMessage: ChangeWriter<'note-message'> = ({ chatId, messageId, ticketId, message }) => [
  { ...insertMessage, values: [chatId, messageId, ticketId, message] },
];

const insertOutgoing = {
  name: 'insert-outgoing-comment',
  text: `
    with made as (
      insert into outgoing_comments (id, ticket_id, author_id, visibility, language, album_id, state, content,
        worded_in, delay_told, created_at, version)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 1)
      on conflict do nothing
      returning id
    )
    select (exists (select 1 from made))::unmoved`,
};

const updateOutgoing = {
  name: 'update-outgoing-comment',
  text: `
    with moved as (
      update outgoing_comments
      set ticket_id = $2, author_id = $3, visibility = $4, language = $5, album_id = $6, state = $7, content = $8,
        worded_in = $9, delay_told = $10, created_at = $11, version = version + 1
      where id = $1 and version = $12
      returning id
    )
    select (exists (select 1 from moved))::unmoved`,
};

const insertMessage = {
  name: 'insert-ticket-message',
  text: `
    insert into ticket_messages (chat_id, message_id, ticket_id, message) values ($1, $2, $3, $4)
    on conflict (chat_id, message_id) do nothing`,
};
