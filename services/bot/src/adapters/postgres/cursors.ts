import type { Cursors } from '../../ports/cursors.ts';
import type { PrismaClient } from './generated/client.ts';

export function createCursors(prisma: PrismaClient): Cursors {
  return {
    async find(name) {
      const row = await prisma.cursor.findUnique({ where: { name }, select: { value: true } });
      return row?.value ?? null;
    },
  };
}
