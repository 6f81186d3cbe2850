import { filingGrantLivesMs } from '../../../ports/desk-tickets.ts';
import type { PersonRecords } from '../../../ports/person-records.ts';
import { nameOf } from '../audit/name-subjects.ts';
import type { Database } from '../connect-database.ts';
import { erasePerson } from './erase-person.ts';
import { readPerson } from './read-person.ts';

const eraseMsMax = 20_000;

export function createPersonRecords(database: Database): PersonRecords {
  return {
    read: (employeeId, extent) => readPerson(database, employeeId, extent),

    countUnfiled: (employeeId, now) =>
      database.deskTicket.count({
        where: {
          requesterId: employeeId,
          OR: [
            { step: { in: ['creating', 'created'] }, createdAt: { gt: new Date(now - filingGrantLivesMs) } },
            { step: 'intended', grant: { expiresAt: { gt: new Date(now) } } },
          ],
        },
      }),

    async findByTelegramId(telegramUserId) {
      const account = BigInt(telegramUserId);
      const bound = await database.binding.findUnique({ where: { telegramUserId: account } });
      if (bound) return bound.employeeId;
      const session = await database.session.findFirst({
        where: { telegramUserId: account },
        orderBy: { startedAt: 'desc' },
        select: { employeeId: true },
      });
      return session?.employeeId ?? null;
    },

    async findByBotId(id) {
      const subject = await database.auditSubject.findFirst({ where: { id, log: 'bot' } });
      const prefix = nameOf('employee', '');
      return subject?.names.startsWith(prefix) ? subject.names.slice(prefix.length) : null;
    },

    erase: (erasure) =>
      database.$transaction((transaction) => erasePerson(transaction, erasure), { timeout: eraseMsMax }),
  };
}
