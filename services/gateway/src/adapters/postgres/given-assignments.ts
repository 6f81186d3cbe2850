import { z } from 'zod';
import type { GivenAssignments } from '../../ports/given-assignments.ts';
import type { Database } from './connect-database.ts';

const Status = z.enum(['new', 'in-progress', 'waiting-for-customer', 'waiting-for-support', 'resolved', 'closed']);

export function createGivenAssignments(database: Database): GivenAssignments {
  return {
    async find(number, employeeId) {
      const row = await database.givenAssignment.findUnique({ where: { number_employeeId: { number, employeeId } } });
      return row && { ...row, statusThen: Status.parse(row.statusThen), at: row.at.getTime() };
    },
    async save({ at, ...given }) {
      const { number, employeeId } = given;
      const row = { ...given, at: new Date(at) };
      const where = { number_employeeId: { number, employeeId } };
      await database.givenAssignment.upsert({ where, create: row, update: row });
    },
    async remove(number, employeeId) {
      await database.givenAssignment.deleteMany({ where: { number, employeeId } });
    },
    async removeOthers(number, employeeId) {
      const others = employeeId === null ? {} : { employeeId: { not: employeeId } };
      await database.givenAssignment.deleteMany({ where: { number, ...others } });
    },
  };
}
