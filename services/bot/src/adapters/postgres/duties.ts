import type { Duties } from '../../ports/team-board.ts';
import { instant } from './as-written.ts';
import type { PrismaClient } from './generated/client.ts';

export function createDuties(prisma: PrismaClient): Duties {
  return {
    async listOnDuty(max) {
      const rows = await prisma.duty.findMany({
        where: { state: { not: 'off-shift' } },
        select: { personId: true, shiftStartedAt: true },
        orderBy: { since: 'asc' },
        take: max,
      });
      return rows.flatMap(({ personId, shiftStartedAt }) =>
        shiftStartedAt === null ? [] : [{ personId, shiftStartedAt: instant(shiftStartedAt) }],
      );
    },
  };
}
