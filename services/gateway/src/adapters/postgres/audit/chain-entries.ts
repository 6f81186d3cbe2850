import { chainHash, chainStart } from '@desk/crypto';
import { type AuditEntry, canonicalBytes } from '@desk/domain';
import { locks } from '../advisory-locks.ts';
import type { Transaction } from '../connect-database.ts';
import { type AuditColumns, columnsOf } from './audit-columns.ts';

/** Until the transaction ends nobody else adds to the log. */
export async function lockAudit(transaction: Transaction): Promise<void> {
  await transaction.$executeRaw`select pg_advisory_xact_lock(${locks.audit.space}::int, ${locks.audit.key}::int)`;
}

/** Numbers and chains entries exactly as they are to be stored, under the lock of the log. */
export async function chainEntries(transaction: Transaction, entries: readonly AuditEntry[]): Promise<void> {
  const last = await transaction.auditRecord.findFirst({
    orderBy: { number: 'desc' },
    select: { number: true, hash: true },
  });
  let number = Number(last?.number ?? 0n);
  let hash: Uint8Array<ArrayBuffer> = last?.hash ?? chainStart;
  const links = entries.map((entry) => {
    number += 1;
    const bytes = canonicalBytes(entry, number);
    hash = chainHash(hash, bytes);
    return { number, bytes, hash, ...columnsOf(entry) };
  });
  await insertLinks(transaction, links);
}

interface Link extends AuditColumns {
  readonly number: number;
  readonly bytes: Uint8Array;
  readonly hash: Uint8Array;
}

/** Columns as lists: one statement, known to the server by then, however many rows there are. */
async function insertLinks(transaction: Transaction, links: readonly Link[]): Promise<void> {
  await transaction.$executeRaw`
    insert into audit_log (number, bytes, hash, at, act, actor, "on", outcome, reason)
    select * from unnest(
      ${links.map(({ number }) => String(number))}::bigint[], ${links.map(({ bytes }) => bytes)}::bytea[],
      ${links.map(({ hash }) => hash)}::bytea[], ${links.map(({ at }) => at.toISOString())}::timestamptz[],
      ${links.map(({ act }) => act)}::text[], ${links.map(({ actor }) => actor)}::text[],
      ${links.map(({ on }) => on)}::text[], ${links.map(({ outcome }) => outcome)}::text[],
      ${links.map(({ reason }) => reason)}::text[])`;
}
