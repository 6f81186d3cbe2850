import type { Duties } from '../../ports/team-board.ts';
import type { PrismaClient } from './generated/client.ts';

export function createDuties(prisma: PrismaClient): Duties {
  return {
    async listOnDuty(max) {
      const rows = await prisma.duty.findMany({
        where: { state: { not: 'off-shift' } },
        select: { personId: true },
        orderBy: { since: 'asc' },
        take: max,
      });
      return rows.map(({ personId }) => personId);
    },
  };
}
