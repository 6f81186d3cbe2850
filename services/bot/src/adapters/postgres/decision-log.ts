import type { Decision } from '@desk/domain';
import type { DecisionLog } from '../../ports/decision-log.ts';
import { asWritten } from './as-written.ts';
import type { PrismaClient } from './generated/client.ts';

export function createDecisionLog(prisma: PrismaClient): DecisionLog {
  return {
    async listSince(since, team, max) {
      const rows = await prisma.decision.findMany({
        where: { decidedAt: { gte: new Date(since) }, ...(team === null ? {} : { ticket: { team } }) },
        select: { id: true },
        orderBy: [{ decidedAt: 'desc' }, { id: 'desc' }],
        take: max,
      });
      return rows.map(({ id }) => id);
    },
    async read(ids) {
      const rows = await prisma.decision.findMany({
        where: { id: { in: [...ids] } },
        select: { ticketId: true, record: true, ticket: { select: { number: true, team: true } } },
      });
      return rows.map(({ ticketId, record, ticket }) => ({
        subject: ticket.number ?? ticketId,
        team: ticket.team,
        decision: asWritten<Decision>(record),
      }));
    },
  };
}
