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

export function createTicketMessages(prisma: PrismaClient): TicketMessages {
  return {
    async find(chatId, messageId) {
      const row = await prisma.ticketMessage.findUnique({ where: { chatId_messageId: { chatId, messageId } } });
      return row && { ticketId: row.ticketId, message: row.message };
    },
  };
}
