import { chainHash, chainStart } from '@desk/crypto';
import { type AuditEntry, canonicalBytes } from '@desk/domain';
import type pg from 'pg';
import type { AuditLog } from '../../../ports/audit-log.ts';
import type { AuditLine } from '../../../ports/gateway-desk.ts';
import { asWritten } from '../as-written.ts';
import type { PrismaClient } from '../generated/client.ts';
import { send } from '../run-pipeline.ts';

interface PendingRow {
  readonly id: string;
  readonly entry: AuditEntry;
}

interface HeadRow {
  readonly number: string;
  readonly hash: Buffer;
}

/** Numbers entries in the order of their commits, as near as can be told, and chains each to the one before. */
export function createAuditLog({ pool, prisma }: { pool: pg.Pool; prisma: PrismaClient }): AuditLog {
  return {
    async append(max) {
      // In most turns none waits: then it is one statement in place of a transaction.
      if ((await send(pool, findPending)).rows.length === 0) return 0;
      const client = await pool.connect();
      let reusable = false;
      try {
        await client.query('begin');
        const appended = await appendLocked(client, max);
        await client.query('commit');
        reusable = true;
        return appended;
      } finally {
        client.release(!reusable);
      }
    },
    async listAfter(number, max) {
      const where = { number: { gt: number } };
      const rows = await prisma.systemLog.findMany({ where, ...columns, orderBy: { number: 'asc' }, take: max });
      return rows.map(lineOf);
    },
    async findLast() {
      const row = await prisma.systemLog.findFirst({ ...columns, orderBy: { number: 'desc' } });
      return row && lineOf(row);
    },
  };
}

const columns = { select: { number: true, bytes: true, hash: true } } as const;

function lineOf({ number, bytes, hash }: { number: bigint; bytes: Uint8Array; hash: Uint8Array }): AuditLine {
  return { number: Number(number), bytes, hash: Buffer.from(hash).toString('hex') };
}

/** One appender at a time: a number is given by whoever holds the lock, which ends with the transaction. */
async function appendLocked(client: pg.ClientBase, max: number): Promise<number> {
  const { rows: locks } = await client.query("select pg_try_advisory_xact_lock(hashtext('audit-log')) as held");
  if (locks[0]?.held !== true) return 0;
  const [pending, head] = await Promise.all([
    client.query<PendingRow>('select id, entry from audit_pending order by id limit $1', [max]),
    client.query<HeadRow>('select number, hash from system_log order by number desc limit 1'),
  ]);
  if (pending.rows.length === 0) return 0;
  const links = chain(
    pending.rows.map(({ entry }) => asWritten<AuditEntry>(entry)),
    head.rows[0],
  );
  await Promise.all([
    send(client, { ...insertLinks, values: columnsOf(links) }),
    client.query('delete from audit_pending where id = any($1::bigint[])', [pending.rows.map(({ id }) => id)]),
  ]);
  return links.length;
}

interface Link {
  readonly number: number;
  readonly entry: AuditEntry;
  readonly bytes: Uint8Array;
  readonly hash: Uint8Array;
}

function chain(entries: readonly AuditEntry[], head: HeadRow | undefined): readonly Link[] {
  let number = Number(head?.number ?? 0);
  let previous: Uint8Array = head?.hash ?? chainStart;
  return entries.map((entry) => {
    number += 1;
    const bytes = canonicalBytes(entry, number);
    const hash = chainHash(previous, bytes);
    previous = hash;
    return { number, entry, bytes, hash };
  });
}

function columnsOf(links: readonly Link[]): unknown[] {
  return [
    links.map(({ number }) => number),
    links.map(({ entry }) => entry.act),
    links.map(({ entry }) => new Date(entry.at).toISOString()),
    links.map(({ bytes }) => bytes),
    links.map(({ hash }) => hash),
  ];
}

const findPending = { name: 'find-audit-entries', text: 'select 1 from audit_pending limit 1', values: [] };

const insertLinks = {
  name: 'insert-audit-links',
  text: `
    insert into system_log (number, act, at, bytes, hash)
    select * from unnest($1::bigint[], $2::text[], $3::timestamptz[], $4::bytea[], $5::bytea[])`,
};
