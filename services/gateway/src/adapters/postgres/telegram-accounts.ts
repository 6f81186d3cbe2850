import type { TelegramAccounts } from '../../ports/telegram-accounts.ts';
import type { Database } from './connect-database.ts';

export function createTelegramAccounts(database: Database): TelegramAccounts {
  return {
    async find(employeeId) {
      const row = await database.binding.findUnique({ where: { employeeId }, select: { telegramUserId: true } });
      return row === null ? null : Number(row.telegramUserId);
    },
  };
}
