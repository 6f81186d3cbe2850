import type { KeyRing } from '@desk/crypto';
import type pg from 'pg';
import type { ChatContent, ChatMessages, StoredChatMessage } from '../../ports/consultations.ts';
import { asWritten, instant } from './as-written.ts';
import { type Statement, send } from './run-pipeline.ts';
import { openFieldJson, openFieldText } from './seal-fields.ts';
import type { SubjectKeys } from './subject-keys.ts';

/** What is sealed of an entry, each part under the entry's own id. */
interface SealedEntry {
  readonly id: string;
  readonly kind: string;
  readonly text: Buffer | null;
  readonly attachments: Buffer | null;
  readonly is_blank: boolean;
}

interface MessageRow extends SealedEntry {
  readonly session_id: string;
  readonly employee_id: string;
  readonly seq: number;
  readonly sender_id: string;
  readonly side: string;
  readonly album_id: string | null;
  readonly from_chat: string;
  readonly from_message: string;
  readonly to_chat: string | null;
  readonly to_message: string | null;
  readonly quote_of: string | null;
  readonly delivery: string;
  readonly batch_id: string | null;
  readonly is_synced: boolean;
  readonly sent_at: Date;
  readonly edited_at: Date | null;
  /** The entry that it reads as. */
  readonly latest: (Omit<SealedEntry, 'text' | 'attachments'> & Record<'text' | 'attachments', string | null>) | null;
}

type Select = Omit<Statement, 'values'>;

/** How long a consultation may be documented after the gateway has opened it. */
const grantHoursMax = 72;

const uuidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export function createChatMessages({ pool, keys }: { pool: pg.Pool; keys: SubjectKeys }): ChatMessages {
  async function list(select: Select, ...values: readonly unknown[]): Promise<readonly StoredChatMessage[]> {
    const { rows } = await send(pool, { ...select, values });
    const found: readonly MessageRow[] = rows;
    const rings = await keys.load([...new Set(found.map(({ employee_id }) => employee_id))]);
    // Of an employee who was erased nothing opens any more.
    return found.flatMap((row) => {
      const ring = rings.get(row.employee_id);
      return ring ? [toMessage(row, ring)] : [];
    });
  }
  const first = async (select: Select, ...values: readonly unknown[]) => (await list(select, ...values))[0] ?? null;

  return {
    findById: (id) => first(selectById, id),
    findAt: async ({ chatId, messageId }) => (messageId === 0 ? null : first(selectAt, chatId, messageId)),
    listAlbum: (consultationId, albumId) => list(selectAlbum, consultationId, albumId),
    findLastIn: (consultationId, chatId) => first(selectLastIn, consultationId, chatId),
    async findBatch(consultationId) {
      const messages = await list(selectBatch, consultationId);
      const id = messages[0]?.batchId ?? null;
      return id === null ? null : { id, consultationId, messages };
    },
    listUnsynced: (consultationId, max) => list(selectUnsynced, consultationId, max),
    async isMirrored(consultationId) {
      const { rows } = await send(pool, { ...selectLastEntry, values: [consultationId] });
      return rows[0]?.sync_state !== 'waiting';
    },
    async listUnmirrored(before, max) {
      const { rows } = await send(pool, { ...selectUnmirrored, values: [new Date(before), max] });
      return rows.map(({ id, ticket_id }: { readonly id: string; readonly ticket_id: string }) => {
        return { consultationId: id, ticketId: ticket_id };
      });
    },
    async listOwnMarkers(markers) {
      const ids = markers.filter((marker) => uuidPattern.test(marker));
      if (ids.length === 0) return new Set();
      const { rows } = await send(pool, { ...selectMarkers, values: [ids] });
      return new Set(rows.map(({ id }: { readonly id: string }) => id));
    },
    async findRatingComment(consultationId) {
      const { rows } = await send(pool, { ...selectRatingComment, values: [consultationId] });
      const row: { readonly employee_id: string; readonly rating_comment: Buffer } | undefined = rows[0];
      const ring = row && (await keys.load([row.employee_id])).get(row.employee_id);
      if (!row || !ring) return null;
      return openFieldText(ring, 'chat_sessions.rating_comment', consultationId, row.rating_comment);
    },
  };
}

function toMessage(row: MessageRow, ring: KeyRing): StoredChatMessage {
  return {
    id: row.id,
    consultationId: row.session_id,
    seq: row.seq,
    senderId: row.sender_id,
    side: asWritten(row.side),
    content: openContent(row.latest ? fromJson(row.latest) : row, ring),
    albumId: row.album_id,
    from: { chatId: Number(row.from_chat), messageId: Number(row.from_message) },
    to:
      row.to_chat === null || row.to_message === null
        ? null
        : { chatId: Number(row.to_chat), messageId: Number(row.to_message) },
    quoteOf: row.quote_of,
    delivery: asWritten(row.delivery),
    batchId: row.batch_id,
    synced: row.is_synced,
    sentAt: instant(row.sent_at),
    editedAt: row.edited_at === null ? null : instant(row.edited_at),
  };
}

function openContent({ id, kind, text, attachments, is_blank }: SealedEntry, ring: KeyRing): ChatContent | null {
  if (is_blank) return null;
  return {
    kind: asWritten(kind),
    text: text === null ? null : openFieldText(ring, 'chat_messages.text', id, text),
    file:
      attachments === null
        ? null
        : openFieldJson<ChatContent['file']>(ring, 'chat_messages.attachments', id, attachments),
  };
}

/** Postgres writes bytes into JSON as `\x…`. */
function fromJson({ text, attachments, ...entry }: NonNullable<MessageRow['latest']>): SealedEntry {
  const bytesOf = (hex: string | null) => (hex === null ? null : Buffer.from(hex.slice(2), 'hex'));
  return { ...entry, text: bytesOf(text), attachments: bytesOf(attachments) };
}

const columns = `m.id, m.session_id, s.employee_id, m.seq, m.sender_id, m.side, m.kind, m.text, m.attachments,
  m.blanked_at is not null as is_blank, m.album_id, m.from_chat, m.from_message, m.to_chat, m.to_message, m.quote_of,
  m.delivery, m.batch_id, m.sync_state = 'synced' as is_synced, m.sent_at`;

/** What was said, as it reads after its latest correction. */
const said = `
  select ${columns}, latest.sent_at as edited_at, case when latest.id is not null then jsonb_build_object('id', latest.id,
    'kind', latest.kind, 'text', latest.text, 'attachments', latest.attachments,
    'is_blank', latest.blanked_at is not null) end as latest
  from chat_messages m
  join chat_sessions s on s.id = m.session_id
  left join lateral (
    select c.* from chat_messages c where c.correction_of = m.id order by c.seq desc limit 1
  ) as latest on true
  where m.correction_of is null`;

/** Entries as they go into the ticket. */
const entries = `
  select ${columns}, case when m.correction_of is not null then m.sent_at end as edited_at, null as latest
  from chat_messages m
  join chat_sessions s on s.id = m.session_id`;

const selectById: Select = { name: 'select-chat-message', text: `${said} and m.id = $1` };

const selectAt: Select = {
  name: 'select-chat-message-at',
  text: `
    ${said} and (m.from_chat = $1 and m.from_message = $2 or m.to_chat = $1 and m.to_message = $2)
    order by m.sent_at desc limit 1`,
};

const selectAlbum: Select = {
  name: 'select-chat-album',
  text: `${said} and m.session_id = $1 and m.album_id = $2 order by m.from_message`,
};

const selectLastIn: Select = {
  name: 'select-last-chat-message-in',
  text: `${said} and m.session_id = $1 and m.to_chat = $2 order by m.seq desc limit 1`,
};

const selectBatch: Select = {
  name: 'select-chat-batch',
  text: `
    ${entries}
    join chat_batches b on b.session_id = m.session_id and b.id = m.batch_id and b.mirrored_at is null
    where m.session_id = $1
    order by m.seq`,
};

const selectUnsynced: Select = {
  name: 'select-unsynced-chat-messages',
  text: `
    ${entries}
    where m.session_id = $1 and m.sync_state = 'waiting' and m.batch_id is null and m.blanked_at is null
    order by m.seq limit $2`,
};

/** The oldest go into the ticket first: where it has the last entry, it has all of them. */
const selectLastEntry: Select = {
  name: 'select-last-chat-entry',
  text: 'select sync_state from chat_messages where session_id = $1 order by seq desc limit 1',
};

/** Where the permission is over, or was not given for as long as one holds, nothing can be mirrored any more. */
const selectUnmirrored: Select = {
  name: 'select-unmirrored-dialogues',
  text: `
    select s.id, s.ticket_id from chat_sessions s
    cross join lateral (
      select m.sync_state from chat_messages m where m.session_id = s.id order by m.seq desc limit 1
    ) as latest
    where coalesce(s.grant_expires_at, s.requested_at + interval '${grantHoursMax} hours') > $1
      and latest.sync_state = 'waiting'
      and exists (
        select 1 from chat_messages m
        where m.session_id = s.id and m.sync_state = 'waiting' and m.blanked_at is null and m.sent_at < $1
      )
    limit $2`,
};

const selectMarkers: Select = {
  name: 'select-own-markers',
  text: `
    select id from chat_batches where id = any($1::uuid[])
    union all
    select id from chat_sessions where id = any($1::uuid[])`,
};

const selectRatingComment: Select = {
  name: 'select-rating-comment',
  text: 'select employee_id, rating_comment from chat_sessions where id = $1 and rating_comment is not null',
};
