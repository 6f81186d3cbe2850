import { createAuditAppender } from '../src/adapters/postgres/audit/audit-appender.ts';
import type { Database } from '../src/adapters/postgres/connect-database.ts';

const turnsMax = 200;

/** Every entry so far, also those that waited to be chained. `of`: by one person alone. */
export async function readAudit(database: Database, of?: { readonly employeeId: string }) {
  const appender = createAuditAppender(database);
  for (let turn = 0; turn < turnsMax && (await database.auditPending.count()) > 0; turn += 1)
    await appender.append(500);
  const rows = await database.auditRecord.findMany({ orderBy: { number: 'asc' } });
  if (of === undefined) return rows;
  const names = `employee:${of.employeeId}`;
  const subjects = await database.auditSubject.findMany({ where: { log: 'gateway', names } });
  return rows.filter(({ actor }) => subjects.some(({ id }) => actor === `person:${id}`));
}
