import type { KeptArrivals } from '../../../ports/inbox.ts';
import { instantOrNull } from '../as-written.ts';
import type { PrismaClient } from '../generated/client.ts';

export function createKeptArrivals(prisma: PrismaClient): KeptArrivals {
  return {
    async look(chatId) {
      const { _count, _max } = await prisma.inbox.aggregate({
        where: { lane: `chat:${chatId}`, state: 'kept' },
        _count: true,
        _max: { receivedAt: true },
      });
      return { count: _count, latestAt: instantOrNull(_max.receivedAt) };
    },
  };
}
