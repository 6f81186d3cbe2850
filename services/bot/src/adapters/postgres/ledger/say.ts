import type { KeyRing } from '@desk/crypto';
import type { ChatContent } from '../../../ports/consultations.ts';
import { sealFieldJson, sealFieldText } from '../seal-fields.ts';
import type { ChangeWriter } from './change-writer.ts';

/**
 * The dialogue has to be one, and of these two, at the very moment of storing: one statement moves it on and takes the
 * next place in it, which makes the order of the commits that of the messages.
 */
export const say: ChangeWriter<'say'> = ({ message, readerId, dueAt }, { ringOf }) => {
  const { id, consultationId, senderId, side, content, sentAt } = message;
  const { text, attachments } = sealContent(ringOf(consultationId), id, content);
  const values = [
    ...[consultationId, senderId, side, sentAt, new Date(dueAt)],
    ...[id, content.kind, text, attachments, message.albumId],
    ...[message.from.chatId, message.from.messageId, message.quoteOf, new Date(sentAt), readerId],
  ];
  return [{ ...insertSaid, values }];
};

/** What was said first stays as it is. */
export const correctSaid: ChangeWriter<'correct-said'> = ({ messageId, content, at }, { ringOf, ids }) => {
  const id = ids.next();
  const { text, attachments } = sealContent(ringOf(messageId), id, content);
  return [{ ...insertCorrection, values: [messageId, id, content.kind, text, attachments, new Date(at)] }];
};

export const noteRelayed: ChangeWriter<'note-relayed'> = ({ messageIds, delivery, to }) => {
  const [messageId, ...others] = messageIds;
  if (others.length === 0) {
    return [{ ...updateDelivery, values: [messageId, delivery, to[0]?.chatId, to[0]?.messageId] }];
  }
  const places = messageIds.map((_, index) => to[index] ?? null);
  const values = [
    messageIds,
    delivery,
    places.map((place) => place?.chatId ?? null),
    places.map((place) => place?.messageId ?? null),
  ];
  return [{ ...updateDeliveries, values }];
};

function sealContent(ring: KeyRing, id: string, { text, file }: ChatContent) {
  return {
    text: text === null ? null : sealFieldText(ring, 'chat_messages.text', id, text),
    attachments: file === null ? null : sealFieldJson(ring, 'chat_messages.attachments', id, file),
  };
}

/** Updates may be handled out of order: what was said earlier does not change whose turn it is. */
const insertSaid = {
  name: 'say-in-dialogue',
  text: `
    with spoken as (
      update chat_sessions
      set entries = entries + 1, version = version + 1,
        facts = case
          when $4::bigint < (facts #>> '{dialogue,lastSpoke,at}')::bigint then facts
          else jsonb_set(facts, '{dialogue}', facts -> 'dialogue' || jsonb_build_object(
            'lastSpoke', jsonb_build_object('by', $3::text, 'at', $4::bigint), 'warnedAt', null))
        end,
        due_at = case
          when $4::bigint < (facts #>> '{dialogue,lastSpoke,at}')::bigint then due_at
          else least($5, to_timestamp((facts #>> '{offer,expiresAt}')::float8 / 1000))
        end
      where id = $1 and state in ('active', 'transferring')
        and ($2, $15) = (case $3 when 'employee' then employee_id else specialist_id end,
          case $3 when 'employee' then specialist_id else employee_id end)
      returning id, entries
    ), said as (
      insert into chat_messages (id, session_id, seq, sender_id, side, kind, text, attachments, album_id, from_chat,
        from_message, quote_of, delivery, sync_state, sent_at)
      select $6, id, entries, $2, $3, $7, $8, $9, $10, $11, $12, $13, 'waiting', 'waiting', $14 from spoken
      returning id
    )
    select (exists (select 1 from said))::unmoved`,
};

const insertCorrection = {
  name: 'correct-what-was-said',
  text: `
    with original as (
      select session_id, sender_id, side, from_chat, from_message, quote_of from chat_messages
      where id = $1 and correction_of is null
    ), placed as (
      update chat_sessions s set entries = entries + 1
      from original where s.id = original.session_id
      returning s.entries
    ), corrected as (
      insert into chat_messages (id, session_id, seq, sender_id, side, kind, text, attachments, from_chat, from_message,
        quote_of, correction_of, delivery, sync_state, sent_at)
      select $2, o.session_id, placed.entries, o.sender_id, o.side, $3, $4, $5, o.from_chat, o.from_message,
        o.quote_of, $1, 'delivered', 'waiting', $6
      from original o, placed
      returning id
    )
    select (exists (select 1 from corrected))::unmoved`,
};

const updateDelivery = {
  name: 'update-delivery-of-message',
  text: `
    update chat_messages
    set delivery = $2, to_chat = coalesce($3, to_chat), to_message = coalesce($4, to_message)
    where id = $1`,
};

/** Rows are taken in one order by all who take several: whoever relays and whoever mirrors never wait in a ring. */
const updateDeliveries = {
  name: 'update-delivery-of-messages',
  text: `
    with held as (
      select id from chat_messages where id = any($1::uuid[]) order by id for no key update
    )
    update chat_messages m
    set delivery = $2, to_chat = coalesce(relayed.chat_id, m.to_chat),
      to_message = coalesce(relayed.message_id, m.to_message)
    from held
    join unnest($1::uuid[], $3::bigint[], $4::bigint[]) as relayed(id, chat_id, message_id) on relayed.id = held.id
    where m.id = held.id`,
};
