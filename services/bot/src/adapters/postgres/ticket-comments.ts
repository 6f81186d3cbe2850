import type { StoredComment, TicketComments } from '../../ports/ticket-comments.ts';
import { asWritten, instant } from './as-written.ts';
import type { PrismaClient, TicketComment } from './generated/client.ts';

/** A ticket with more has long been read; the latest count. */
const commentsMax = 1_000;

export function createTicketComments(prisma: PrismaClient): TicketComments {
  return {
    async listOf(ticketId) {
      const rows = await prisma.ticketComment.findMany({
        where: { ticketId },
        orderBy: [{ createdAt: 'desc' }, { commentId: 'desc' }],
        take: commentsMax,
      });
      return rows.toReversed().map(toComment);
    },
    async find(ticketId, commentId) {
      const row = await prisma.ticketComment.findUnique({ where: { ticketId_commentId: { ticketId, commentId } } });
      return row && toComment(row);
    },
  };
}

function toComment(row: TicketComment): StoredComment {
  return {
    id: row.commentId,
    message: row.message,
    authorId: row.authorId,
    createdAt: instant(row.createdAt),
    editedAt: instant(row.editedAt),
    state: asWritten(row.state),
    readers: row.readers,
  };
}
