import { setTimeout } from 'node:timers/promises';
import type {
  OutgoingComments,
  OutgoingContent,
  StoredOutgoing,
  TicketMessages,
} from '../../ports/outgoing-comments.ts';
import { asWritten, instant } from './as-written.ts';
import type { OutgoingComment as OutgoingRow, Prisma, PrismaClient } from './generated/client.ts';
import { openFieldJson } from './seal-fields.ts';
import type { SubjectKeys } from './subject-keys.ts';

export function createOutgoingComments({
  prisma,
  keys,
}: {
  prisma: PrismaClient;
  keys: SubjectKeys;
}): OutgoingComments {
  async function findFirst(
    where: Prisma.OutgoingCommentWhereInput,
    place: Prisma.SortOrder = 'asc',
  ): Promise<StoredOutgoing | null> {
    const row = await prisma.outgoingComment.findFirst({ where, orderBy: { place } });
    return row && open(row);
  }

  async function open(row: OutgoingRow): Promise<StoredOutgoing | null> {
    const ring = (await keys.load([row.authorId])).get(row.authorId);
    if (!ring) return null;
    const { id, ticketId, authorId, albumId, delayTold, content } = row;
    return {
      comment: {
        ...{ id, ticketId, authorId, albumId, delayTold },
        visibility: asWritten(row.visibility),
        language: asWritten(row.language),
        state: asWritten(row.state),
        content:
          content === null ? null : openFieldJson<OutgoingContent>(ring, 'outgoing_comments.content', id, content),
        wordedIn: row.wordedIn.map(Number),
        createdAt: instant(row.createdAt),
      },
      place: Number(row.place),
      version: row.version,
    };
  }

  return {
    findById: (id) => findFirst({ id }),
    findAlbum: (authorId, albumId) => findFirst({ authorId, albumId }, 'desc'),
    findUnsentBefore: ({ comment: { ticketId, authorId }, place }) =>
      findFirst({ ticketId, authorId, place: { lt: place }, state: { in: ['collecting', 'sending'] } }),
  };
}

const lookEveryMs = 50;
const looksMax = 20;

export function createTicketMessages(prisma: PrismaClient): TicketMessages {
  /** Shown by Telegram, perhaps, and not noted here yet. */
  async function isSendingTo(chatId: number): Promise<boolean> {
    return (await prisma.outbox.count({ where: { lane: `chat:${chatId}`, state: 'sending' } })) > 0;
  }

  return {
    // A message is noted a moment after its reader sees it, and an answer may be faster than that.
    async find(chatId, messageId) {
      for (let looks = 1; ; looks += 1) {
        const sending = looks < looksMax && (await isSendingTo(chatId));
        const row = await prisma.ticketMessage.findUnique({ where: { chatId_messageId: { chatId, messageId } } });
        if (row !== null) return { ticketId: row.ticketId, message: row.message };
        if (!sending) return null;
        await setTimeout(lookEveryMs);
      }
    },
  };
}
