import type { TrackerAccountBook } from '../../ports/tracker-accounts.ts';
import type { Database } from './connect-database.ts';

export function createTrackerAccountBook(database: Database): TrackerAccountBook {
  return {
    async find(employeeId) {
      const row = await database.trackerAccount.findUnique({ where: { employeeId } });
      return row && { account: row.account, lookedUpAt: row.lookedUpAt.getTime() };
    },
    async findEmployee(account) {
      const row = await database.trackerAccount.findUnique({ where: { account } });
      return row?.employeeId ?? null;
    },
    save: (employeeId, account, now) =>
      database.$transaction(async (transaction) => {
        // An account passes to whoever was found last: e-mail addresses are given to newcomers.
        if (account !== null) await transaction.trackerAccount.deleteMany({ where: { account } });
        const found = { account, lookedUpAt: new Date(now) };
        const create = { employeeId, ...found };
        await transaction.trackerAccount.upsert({ where: { employeeId }, create, update: found });
      }),
  };
}
