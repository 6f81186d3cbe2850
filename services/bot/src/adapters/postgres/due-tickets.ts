import type { DueTickets } from '../../ports/tickets.ts';
import type { PrismaClient } from './generated/client.ts';
import type { TicketReader } from './tickets.ts';

export function createDueTickets({
  prisma,
  tickets,
}: {
  readonly prisma: PrismaClient;
  readonly tickets: TicketReader;
}): DueTickets {
  return {
    async listSilentSince(before, max) {
      const rows = await prisma.ticketCache.findMany({
        where: { status: 'resolved', closedAt: { lt: new Date(before) }, silenceToldFor: null },
        orderBy: { closedAt: 'asc' },
        take: max,
      });
      return tickets.openTickets(rows);
    },
    async listToLookAt({ shownSince, lookedBefore }, max) {
      const rows = await prisma.ticketCache.findMany({
        where: {
          number: { not: null },
          OR: [{ lookedAt: null }, { lookedAt: { lt: new Date(lookedBefore) } }],
          trackerReadAt: { lt: new Date(lookedBefore) },
          comments: { some: { state: 'shown', createdAt: { gte: new Date(shownSince) } } },
        },
        select: { id: true, number: true },
        orderBy: [{ lookedAt: { sort: 'asc', nulls: 'first' } }, { trackerReadAt: 'asc' }],
        take: max,
      });
      return rows.flatMap(({ id: ticketId, number }) => (number === null ? [] : [{ ticketId, number }]));
    },
    async listBreakingBefore(before, max) {
      const rows = await prisma.ticketCache.findMany({
        where: {
          ...{ open: true, slaDueAt: { lt: new Date(before) } },
          OR: [{ slaToldFor: null }, { NOT: { slaToldFor: { equals: prisma.ticketCache.fields.slaDueAt } } }],
        },
        select: { id: true },
        orderBy: { slaDueAt: 'asc' },
        take: max,
      });
      return rows.map(({ id }) => id);
    },
  };
}
