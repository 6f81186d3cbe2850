import { type KeyRing, openText, sealText } from '@desk/crypto';
import type { AuditCheckpoints, AuditLogName } from '../../../ports/audit-trail.ts';
import type { Database } from '../connect-database.ts';

const checkpointsMax = 200_000;

/** Sealed under a key that the database does not hold: whoever writes its rows can make no checkpoint. */
export function createAuditCheckpoints(database: Database, ring: KeyRing): AuditCheckpoints {
  return {
    async head(log) {
      const selection = { orderBy: { number: 'desc' }, select: { number: true, hash: true } } as const;
      const last =
        log === 'gateway'
          ? await database.auditRecord.findFirst(selection)
          : await database.shippedAuditRecord.findFirst(selection);
      return last && { number: Number(last.number), hash: last.hash };
    },

    async list(log) {
      const rows = await database.auditCheckpoint.findMany({
        where: { log },
        orderBy: { number: 'asc' },
        take: checkpointsMax,
      });
      return rows.map(({ number, hash, at, proof }) => {
        const place = { number: Number(number), hash };
        const opened = openText(ring, proof, contextOf(log));
        return { ...place, at: at.getTime(), proven: opened.kind === 'opened' && opened.text === wordsOf(place) };
      });
    },

    async add(log, { number, hash }, now) {
      const proof = sealText(ring, wordsOf({ number, hash }), contextOf(log));
      const row = { log, number: BigInt(number), hash: new Uint8Array(hash), at: new Date(now), proof };
      const { count } = await database.auditCheckpoint.createMany({ data: [row], skipDuplicates: true });
      return count > 0;
    },

    thin: (before) => database.$executeRaw`
      delete from audit_checkpoints c where at < ${new Date(before)}
        and exists (
          select from audit_checkpoints later
          where later.log = c.log and later.number > c.number and later.at < ${new Date(before)}
            and date_trunc('hour', later.at) = date_trunc('hour', c.at))
        and exists (select from audit_checkpoints earlier where earlier.log = c.log and earlier.number < c.number)`,
  };
}

function wordsOf({ number, hash }: { readonly number: number; readonly hash: Uint8Array }): string {
  return `${number}:${Buffer.from(hash).toString('hex')}`;
}

function contextOf(log: AuditLogName): string {
  return `audit-checkpoint:${log}`;
}
