import { z } from 'zod';
import type { GivenAssignments } from '../../ports/given-assignments.ts';
import { appendAudit } from './append-audit.ts';
import type { Database } from './connect-database.ts';

const Status = z.enum(['new', 'in-progress', 'waiting-for-customer', 'waiting-for-support', 'resolved', 'closed']);

export function createGivenAssignments(database: Database): GivenAssignments {
  return {
    async find(number, employeeId) {
      const row = await database.givenAssignment.findUnique({ where: { number_employeeId: { number, employeeId } } });
      if (!row) return null;
      const { account, statusThen, at } = row;
      return { number, employeeId, account, statusThen: Status.parse(statusThen), at: at.getTime() };
    },
    async save({ at, ...given }) {
      const { number, employeeId } = given;
      const row = { ...given, at: new Date(at), confirmed: false };
      const where = { number_employeeId: { number, employeeId } };
      await database.givenAssignment.upsert({ where, create: row, update: row });
    },
    confirm: (number, employeeId, audit) =>
      database.$transaction(async (transaction) => {
        const where = { number, employeeId, confirmed: false };
        const { count } = await transaction.givenAssignment.updateMany({ where, data: { confirmed: true } });
        if (count === 0) return;
        await transaction.givenAssignment.deleteMany({ where: { number, employeeId: { not: employeeId } } });
        await appendAudit(transaction, [audit]);
      }),
    async remove(number, employeeId) {
      await database.givenAssignment.deleteMany({ where: { number, employeeId } });
    },
    async removeAll(number) {
      await database.givenAssignment.deleteMany({ where: { number } });
    },
  };
}
