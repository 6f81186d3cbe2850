import type { Action } from '../../ports/action.ts';
import type { Keyboards } from '../../ports/keyboards.ts';
import type { Clock } from '../../ports/system.ts';
import { asWritten } from './as-written.ts';
import type { PrismaClient } from './generated/client.ts';
import { judgePress, readPress } from './judge-press.ts';

export function createKeyboards({ prisma, clock }: { prisma: PrismaClient; clock: Clock }): Keyboards {
  return {
    async find(press) {
      const button = readPress(press.data);
      const row = button && (await prisma.keyboard.findUnique({ where: { id: button.keyboardId } }));
      const shown = row && {
        chatId: Number(row.chatId),
        telegramId: Number(row.telegramId),
        actions: asWritten<readonly Action[]>(row.actions),
      };
      return judgePress(button, shown, press, clock.now());
    },
  };
}
