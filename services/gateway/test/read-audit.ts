import { createAuditAppender } from '../src/adapters/postgres/audit/audit-appender.ts';
import type { Database } from '../src/adapters/postgres/connect-database.ts';

const turnsMax = 200;

interface Somebody {
  readonly employeeId: string;
}

/** Every entry so far, also those that waited to be chained. `of`: by one person alone. */
export async function readAudit(database: Database, of?: Somebody) {
  return actsOf(database, await readFrom(database, 0n), of);
}

/** Each call gives what was entered since the one before; `of` as above. */
export function followAudit(database: Database) {
  let next = 0n;
  return async (of?: Somebody) => {
    const entered = await readFrom(database, next);
    next = (entered.at(-1)?.number ?? next - 1n) + 1n;
    return actsOf(database, entered, of);
  };
}

async function readFrom(database: Database, number: bigint) {
  const appender = createAuditAppender(database);
  for (let turn = 0; turn < turnsMax && (await database.auditPending.count()) > 0; turn += 1)
    await appender.append(500);
  return database.auditRecord.findMany({ where: { number: { gte: number } }, orderBy: { number: 'asc' } });
}

async function actsOf<Entry extends { readonly actor: string | null }>(
  database: Database,
  entries: readonly Entry[],
  of: Somebody | undefined,
): Promise<Entry[]> {
  if (of === undefined) return [...entries];
  const names = `employee:${of.employeeId}`;
  const subjects = await database.auditSubject.findMany({ where: { log: 'gateway', names } });
  return entries.filter(({ actor }) => subjects.some(({ id }) => actor === `person:${id}`));
}
