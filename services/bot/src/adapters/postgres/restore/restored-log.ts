import { isDeepStrictEqual } from 'node:util';
import { chainHash, chainStart } from '@desk/crypto';
import { readCanonicalBytes, type WrittenEntry } from '@desk/domain';
import type pg from 'pg';
import { z } from 'zod';
import type { AuditLine } from '../../../ports/gateway-desk.ts';
import type { RestoredLog } from '../../../ports/restoring.ts';
import { send } from '../run-pipeline.ts';

const Row = z.object({ number: z.coerce.number(), bytes: z.instanceof(Buffer), hash: z.instanceof(Buffer) });
const Pending = z.object({ id: z.string(), entry: z.json() });

/** A line whose bytes say what they are. */
interface Read {
  readonly line: AuditLine;
  readonly entry: WrittenEntry;
}

type PutBack = Awaited<ReturnType<RestoredLog['putBack']>>;

export function createRestoredLog(pool: pg.Pool): RestoredLog {
  return {
    async findHead() {
      const { rows } = await pool.query('select number, bytes, hash from system_log order by number desc limit 1');
      return rows[0] === undefined ? null : toLine(rows[0]);
    },
    async putBack(lines) {
      const client = await pool.connect();
      let reusable = false;
      try {
        await client.query('begin');
        await client.query("select pg_advisory_xact_lock(hashtext('audit-log'))");
        const outcome = await putBackLocked(client, lines);
        await client.query(outcome.kind === 'continued' ? 'commit' : 'rollback');
        reusable = true;
        return outcome;
      } finally {
        client.release(!reusable);
      }
    },
    async listErased() {
      const { rows } = await pool.query("select number, bytes, hash from system_log where act = 'person-erased'");
      return rows.flatMap((row) => readCanonicalBytes(toLine(row).bytes)?.on?.id ?? []);
    },
  };
}

async function putBackLocked(client: pg.ClientBase, lines: readonly AuditLine[]): Promise<PutBack> {
  const { rows } = await client.query('select number, bytes, hash from system_log order by number desc limit 1');
  const head = rows[0] === undefined ? null : toLine(rows[0]);
  const differing = await findDiffering(client, lines, head?.number ?? 0);
  if (differing !== null) return { kind: 'differs', number: differing };
  const fresh: Read[] = [];
  let number = head?.number ?? 0;
  let hash: Uint8Array = head === null ? chainStart : Buffer.from(head.hash, 'hex');
  for (const line of lines.filter((each) => each.number > number)) {
    number += 1;
    const entry = readCanonicalBytes(line.bytes);
    hash = chainHash(hash, line.bytes);
    const follows =
      line.number === number && entry?.number === number && Buffer.from(hash).toString('hex') === line.hash;
    if (!follows) return { kind: 'broken', number };
    fresh.push({ line, entry });
  }
  await insert(client, fresh);
  await dropNumbered(client, fresh);
  return { kind: 'continued', entries: fresh.length };
}

async function findDiffering(client: pg.ClientBase, lines: readonly AuditLine[], head: number): Promise<number | null> {
  const known = lines.filter(({ number }) => number <= head);
  const { rows } = await client.query('select number, bytes, hash from system_log where number = any($1::bigint[])', [
    known.map(({ number }) => number),
  ]);
  const held = new Map(rows.map(toLine).map((line) => [line.number, line]));
  return known.find(({ number, hash }) => held.has(number) && held.get(number)?.hash !== hash)?.number ?? null;
}

async function insert(client: pg.ClientBase, fresh: readonly Read[]): Promise<void> {
  await send(client, {
    name: 'put-back-audit-links',
    text: `
      insert into system_log (number, act, at, bytes, hash)
      select * from unnest($1::bigint[], $2::text[], $3::timestamptz[], $4::bytea[], $5::bytea[])`,
    values: [
      fresh.map(({ line }) => line.number),
      fresh.map(({ entry }) => entry.act),
      fresh.map(({ entry }) => new Date(entry.at).toISOString()),
      fresh.map(({ line }) => line.bytes),
      fresh.map(({ line }) => Buffer.from(line.hash, 'hex')),
    ],
  });
}

/** What waited for a number at the point has it in the log that was put back. */
async function dropNumbered(client: pg.ClientBase, fresh: readonly Read[]): Promise<void> {
  const { rows } = await client.query('select id, entry from audit_pending order by id');
  const numbered = fresh.map(({ entry }) => plainOf(entry));
  const known = z
    .array(Pending)
    .parse(rows)
    .filter(({ entry }) => numbered.some((other) => isDeepStrictEqual(other, entry)));
  await client.query('delete from audit_pending where id = any($1::bigint[])', [known.map(({ id }) => id)]);
}

/** As entries wait for their number. */
function plainOf({ number: _, actor, ...entry }: WrittenEntry) {
  const who = actor.kind === 'person' ? { id: actor.name } : actor.kind === 'operator' ? { name: actor.name } : {};
  return { ...entry, actor: { kind: actor.kind, ...who } };
}

function toLine(row: unknown): AuditLine {
  const { number, bytes, hash } = Row.parse(row);
  return { number, bytes, hash: hash.toString('hex') };
}
