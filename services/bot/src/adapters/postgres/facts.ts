import type { TicketFact } from '@desk/domain';
import type { Facts } from '../../ports/tickets.ts';
import { instant, instantOrNull } from './as-written.ts';
import type { PrismaClient, TicketFact as TicketFactRow } from './generated/client.ts';

/** A report over more than this is one over the latest of them. */
const factsMax = 50_000;

export function createFacts(prisma: PrismaClient): Facts {
  return {
    async countTypesSince(since) {
      const rows = await prisma.ticketFact.groupBy({
        by: ['requestType'],
        where: { createdAt: { gte: new Date(since) } },
        _count: true,
      });
      return new Map(rows.map(({ requestType, _count }) => [requestType, _count]));
    },
    async listFacts(teams, from, to) {
      const within = { gte: new Date(from), lt: new Date(to) };
      const rows = await prisma.ticketFact.findMany({
        where: {
          team: { in: [...teams] },
          OR: [{ createdAt: within }, { firstReactionAt: within }, { resolvedAt: within }],
        },
        orderBy: { createdAt: 'desc' },
        take: factsMax,
      });
      return rows.map(toFact);
    },
  };
}

function toFact(row: TicketFactRow): TicketFact {
  return {
    ticketId: row.ticketId,
    requestType: row.requestType,
    team: row.team,
    priority: row.priority,
    createdAt: instant(row.createdAt),
    assignedAt: instantOrNull(row.assignedAt),
    firstReactionAt: instantOrNull(row.firstReactionAt),
    resolvedAt: instantOrNull(row.resolvedAt),
    reopenedCount: row.reopenedCount,
  };
}
