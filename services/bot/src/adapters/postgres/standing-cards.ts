import type { StandingCards } from '../../ports/messenger.ts';
import type { PrismaClient } from './generated/client.ts';

/** A comment has fewer files. */
const cardsMax = 100;

export function createStandingCards(prisma: PrismaClient): StandingCards {
  return {
    async listUnder(chatId, card) {
      const rows = await prisma.card.findMany({
        where: { chatId, OR: [{ name: card }, { name: { startsWith: `${card}:` } }] },
        orderBy: { messageId: 'asc' },
        take: cardsMax,
      });
      return rows.map(({ messageId }) => ({ messageId: Number(messageId) }));
    },
    async findFirst(chatId, cards) {
      const row = await prisma.card.findFirst({
        where: { chatId, name: { in: [...cards] } },
        orderBy: { messageId: 'asc' },
      });
      return row && { messageId: Number(row.messageId) };
    },
  };
}
