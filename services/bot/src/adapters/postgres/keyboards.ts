import type { Action } from '../../ports/action.ts';
import type { Keyboards } from '../../ports/keyboards.ts';
import type { Clock } from '../../ports/system.ts';
import { asWritten } from './as-written.ts';
import type { PrismaClient } from './generated/client.ts';

/** Buttons older than this are forgotten: whoever finds them in an old message is told that they have had their day. */
export const keyboardsKeptDays = 90;

const dayMs = 86_400_000;
const pressPattern = /^([0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12})\.(\d{1,3})$/;

export function createKeyboards({ prisma, clock }: { prisma: PrismaClient; clock: Clock }): Keyboards {
  return {
    async find({ data, chatId, telegramId }) {
      const [, id, index] = pressPattern.exec(data) ?? [];
      if (id === undefined || index === undefined) return { kind: 'unknown', forged: true };
      const row = await prisma.keyboard.findUnique({ where: { id } });
      if (!row) return { kind: 'unknown', forged: madeAt(id) > clock.now() - keyboardsKeptDays * dayMs };
      if (Number(row.chatId) !== chatId || Number(row.telegramId) !== telegramId) {
        return { kind: 'unknown', forged: true };
      }
      const action = asWritten<readonly Action[]>(row.actions)[Number(index)];
      return action ? { kind: 'found', action } : { kind: 'unknown', forged: true };
    },
  };
}

/** A UUID of version 7 begins with the milliseconds of its making. */
function madeAt(id: string): number {
  return Number.parseInt(id.replace('-', '').slice(0, 12), 16);
}
