import { randomUUID } from 'node:crypto';
import { chainHash, chainStart } from '@desk/crypto';
import { type AuditEntry, canonicalBytes } from '@desk/domain';
import pg from 'pg';

const rowsPerInsert = 5_000;
const people = Array.from({ length: 1_000 }, () => randomUUID());
const start = Date.UTC(2026, 0, 5, 8);

/** Fills the gateway's audit log with so many entries, such as a year leaves behind. */
export async function writeLog(databaseUrl: string, entries: number): Promise<void> {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  try {
    let head: Uint8Array = chainStart;
    for (let from = 1; from <= entries; from += rowsPerInsert) {
      const rows = Array.from({ length: Math.min(rowsPerInsert, entries - from + 1) }, (_, index) => {
        const [number, entry] = [from + index, entryOf(from + index)];
        const bytes = canonicalBytes(entry, number);
        head = chainHash(head, bytes);
        return { number, entry, bytes, hash: head };
      });
      await client.query(insertRows, [
        rows.map(({ number }) => number),
        rows.map(({ entry }) => new Date(entry.at).toISOString()),
        rows.map(({ entry }) => entry.act),
        rows.map(({ number }) => `person:${personOf(number)}`),
        rows.map(({ entry }) => `ticket:${entry.on?.id}`),
        rows.map(({ bytes }) => bytes),
        rows.map(({ hash }) => hash),
      ]);
    }
  } finally {
    await client.end();
  }
}

const insertRows = `
  insert into audit_log (number, at, act, actor, "on", outcome, bytes, hash)
  select number, at, act, actor, "on", 'done', bytes, hash
  from unnest($1::bigint[], $2::timestamptz[], $3::text[], $4::text[], $5::text[], $6::bytea[], $7::bytea[])
    as row (number, at, act, actor, "on", bytes, hash)`;

function entryOf(number: number): AuditEntry {
  return {
    act: number % 3 === 0 ? 'ticket-read' : 'comment-added',
    actor: { kind: 'person', id: personOf(number) },
    on: { kind: 'ticket', id: `SD-${number % 50_000}` },
    outcome: 'done',
    reason: null,
    at: start + number * 30_000,
  };
}

function personOf(number: number): string {
  return people[number % people.length] ?? '';
}
