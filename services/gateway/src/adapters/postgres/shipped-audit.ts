import { chainHash, chainStart } from '@desk/crypto';
import type { ShippedAudit, ShippedEntry, ShippedOutcome } from '../../ports/audit-log.ts';
import { locks } from './advisory-locks.ts';
import { readColumns } from './audit/audit-columns.ts';
import { noteSubjects } from './audit/note-subjects.ts';
import type { Database, Transaction } from './connect-database.ts';

/** One writer at a time; what is held already is compared, what follows must chain to it. */
export function createShippedAudit(database: Database): ShippedAudit {
  return {
    append: (entries, now) => database.$transaction((transaction) => append(transaction, entries, now)),
  };
}

/** Until the transaction ends nothing is added to what the bot has shipped. */
export async function lockShipped(transaction: Transaction): Promise<void> {
  const { space, key } = locks.shippedAudit;
  await transaction.$executeRaw`select pg_advisory_xact_lock(${space}::int, ${key}::int)`;
}

async function append(
  transaction: Transaction,
  entries: readonly ShippedEntry[],
  now: number,
): Promise<ShippedOutcome> {
  await lockShipped(transaction);
  const last = await transaction.shippedAuditRecord.findFirst({ orderBy: { number: 'desc' } });
  const head = Number(last?.number ?? 0n);

  const gap = findGap(entries, head);
  if (gap !== null) return { kind: 'gap', expected: gap };
  const rewritten = await findRewritten(transaction, entries, head);
  if (rewritten !== null) return { kind: 'rewritten', number: rewritten };

  const data = [];
  let hash: Uint8Array<ArrayBuffer> = last?.hash ?? chainStart;
  for (const entry of entries.filter(({ number }) => number > head)) {
    const bytes = new Uint8Array(Buffer.from(entry.bytes, 'base64'));
    hash = chainHash(hash, bytes);
    if (Buffer.from(hash).toString('hex') !== entry.hash) return { kind: 'rewritten', number: entry.number };
    data.push({
      ...{ number: BigInt(entry.number), bytes, hash, receivedAt: new Date(now) },
      ...readColumns(bytes, entry.number),
    });
  }
  await transaction.shippedAuditRecord.createMany({ data });
  await noteSubjects(transaction, data);
  return { kind: 'acknowledged', number: Math.max(head, entries.at(-1)?.number ?? 0) };
}

/** The number that should have come where the numbers leave a gap, to the head or among themselves. */
function findGap(entries: readonly ShippedEntry[], head: number): number | null {
  let expected = Math.min(entries[0]?.number ?? head + 1, head + 1);
  for (const { number } of entries) {
    if (number !== expected) return Math.min(expected, head + 1);
    expected += 1;
  }
  return null;
}

async function findRewritten(
  transaction: Transaction,
  entries: readonly ShippedEntry[],
  head: number,
): Promise<number | null> {
  const known = entries.filter(({ number }) => number <= head);
  const numbers = known.map(({ number }) => BigInt(number));
  const rows = await transaction.shippedAuditRecord.findMany({ where: { number: { in: numbers } } });
  const held = new Map(rows.map(({ number, bytes, hash }) => [Number(number), { bytes, hash }]));
  const changed = known.find(({ number, bytes, hash }) => {
    const row = held.get(number);
    // What retention removed here can no longer be compared.
    if (!row) return false;
    return Buffer.from(row.hash).toString('hex') !== hash || Buffer.from(row.bytes).toString('base64') !== bytes;
  });
  return changed?.number ?? null;
}
