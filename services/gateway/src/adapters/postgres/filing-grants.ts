import type { FilingGrant, FilingGrants } from '../../ports/desk-tickets.ts';
import { appendAudit } from './append-audit.ts';
import type { Database } from './connect-database.ts';
import type { FilingGrant as FilingGrantRow } from './generated/client.ts';

export function createFilingGrants(database: Database): FilingGrants {
  return {
    issue: ({ expiresAt, ...grant }, audit) =>
      database.$transaction(async (transaction) => {
        const data = [{ ...grant, expiresAt: new Date(expiresAt) }];
        const { count } = await transaction.filingGrant.createMany({ data, skipDuplicates: true });
        if (count === 1) await appendAudit(transaction, [audit]);
        const { reference } = grant;
        return readRow(await transaction.filingGrant.findUniqueOrThrow({ where: { reference } }));
      }),

    async find(id) {
      const row = await database.filingGrant.findUnique({ where: { id } });
      return row && readRow(row);
    },
  };
}

function readRow({ id, reference, employeeId, bodyDigest, expiresAt }: FilingGrantRow): FilingGrant {
  return { id, reference, employeeId, bodyDigest, expiresAt: expiresAt.getTime() };
}
