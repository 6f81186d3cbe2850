import { z } from 'zod';
import type { SignInWait, SignInWaits } from '../../ports/sign-in-waits.ts';
import type { PrismaClient, SignInWait as SignInWaitRow } from './generated/client.ts';

const Language = z.enum(['uk', 'en']);

export function createSignInWaits(prisma: PrismaClient): SignInWaits {
  return {
    async find(telegramId) {
      const row = await prisma.signInWait.findUnique({ where: { telegramId: BigInt(telegramId) } });
      return row && readRow(row);
    },
    async findByConfirmation(confirmationId) {
      const row = await prisma.signInWait.findFirst({ where: { confirmationId } });
      return row && readRow(row);
    },
  };
}

function readRow({ telegramId, chatId, confirmationId, language, expiresAt, settledAt }: SignInWaitRow): SignInWait {
  return {
    ...{ confirmationId, language: Language.parse(language) },
    telegramId: Number(telegramId),
    chatId: Number(chatId),
    expiresAt: expiresAt.getTime(),
    settledAt: settledAt?.getTime() ?? null,
  };
}
