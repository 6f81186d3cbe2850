import {
  type Alarm,
  type AuditEntry,
  alarmKinds,
  alarmSilenceMaxMs,
  alarmWindowMaxMs,
  type WatchedEntry,
  watchedActs,
} from '@desk/domain';
import { type AuditLogName, auditLogNames } from '../../../ports/audit-trail.ts';
import type { AuditLook, AuditWatch, FreshEntries } from '../../../ports/audit-watch.ts';
import { locks } from '../advisory-locks.ts';
import type { Database, Transaction } from '../connect-database.ts';
import { announceAlarms } from '../pending-events.ts';
import { chainEntries, lockAudit } from './chain-entries.ts';
import { foundIn, type LogRow, readFresh, startOfWatch } from './read-fresh.ts';
import { sameSubjects } from './same-subjects.ts';

const rowsPerLookMax = 1_000;
const rowsBeforeMax = 10_000;
const alarmsBeforeMax = 1_000;

export function createAuditWatch(database: Database): AuditWatch {
  return {
    async look(judge, now) {
      if (!(await isAnythingFresh(database))) return nothing;
      return database.$transaction(async (transaction) => {
        const { space, key } = locks.watchAudit;
        const held = await transaction.$queryRaw<
          readonly { readonly held: boolean }[]
        >`select pg_try_advisory_xact_lock(${space}::int, ${key}::int) as held`;
        if (held[0]?.held !== true) return nothing;
        const parts = await Promise.all(auditLogNames.map((log) => readPart(transaction, log, now)));
        const rows = parts.flatMap(({ fresh }) => fresh);
        const alarms = rows.some(canRaise) ? judge(await readAround(transaction, parts)) : [];
        await record(transaction, alarms, now);
        for (const { log, fresh } of parts) await moveTo(transaction, log, fresh.at(-1)?.number);
        return { alarms, more: parts.some(({ fresh }) => fresh.length === rowsPerLookMax) };
      });
    },
  };
}

const nothing: AuditLook = { alarms: [], more: false };

/** In most turns nothing is: then it is one statement in place of a transaction. */
async function isAnythingFresh(database: Database): Promise<boolean> {
  const [row] = await database.$queryRaw<readonly { readonly fresh: boolean }[]>`
    with watched as (select log, number from audit_cursors)
    select exists (
        select 1 from audit_log
        where number > coalesce((select number from watched where log = 'gateway'), 0)
      ) or exists (
        select 1 from shipped_audit_log
        where number > coalesce((select number from watched where log = 'bot'), 0)
      ) as fresh`;
  return row?.fresh === true;
}

interface Part {
  readonly log: AuditLogName;
  readonly cursor: bigint;
  readonly fresh: readonly LogRow[];
}

async function readPart(transaction: Transaction, log: AuditLogName, now: number): Promise<Part> {
  const known = await transaction.auditCursor.findUnique({ where: { log } });
  // What lies further back when the watch begins is history, and raises nothing.
  const cursor = known?.number ?? (await startOfWatch(transaction, log, now - alarmWindowMaxMs));
  return { log, cursor, fresh: await readFresh(transaction, log, cursor, rowsPerLookMax) };
}

/** Most of what is done raises nothing: then the past is not read either. */
function canRaise({ act, outcome }: LogRow): boolean {
  return outcome === 'refused' || watchedActs.includes(act);
}

async function readAround(transaction: Transaction, parts: readonly Part[]): Promise<FreshEntries> {
  const rows = parts.flatMap(({ fresh }) => fresh);
  const earliest = Math.min(...rows.map(({ at }) => at));
  const before = (
    await Promise.all(parts.map(({ log, cursor }) => readBefore(transaction, log, cursor, earliest)))
  ).flat();
  const sameOf = await sameSubjects(transaction, [...rows, ...before]);
  return {
    fresh: rows.map((row) => watched(row, sameOf)),
    before: before.map((row) => watched(row, sameOf)),
    raised: await readRaised(transaction, earliest),
  };
}

async function readBefore(transaction: Transaction, log: AuditLogName, cursor: bigint, earliest: number) {
  return foundIn(transaction, log, {
    where: {
      number: { lte: cursor },
      at: { gte: new Date(earliest - alarmWindowMaxMs) },
      OR: [{ act: { in: [...watchedActs] } }, { outcome: 'refused' }],
    },
    rowsMax: rowsBeforeMax,
  });
}

async function readRaised(transaction: Transaction, earliest: number) {
  const since = new Date(earliest - alarmSilenceMaxMs);
  const where = { act: 'alarm-raised', at: { gte: since } };
  const rows = await foundIn(transaction, 'gateway', { where, rowsMax: alarmsBeforeMax });
  return rows.flatMap(({ on, reason, at }) => {
    const kind = alarmKinds.find((one) => one === reason?.replace(/-\d+$/, ''));
    return kind ? [{ kind, who: personIn(on), at }] : [];
  });
}

/** Alarms name people by ids of the log already, so they are stored as they are. */
async function record(transaction: Transaction, alarms: readonly Alarm[], now: number): Promise<void> {
  if (alarms.length === 0) return;
  await lockAudit(transaction);
  await chainEntries(transaction, alarms.map(entryOf));
  await announceAlarms(transaction, alarms, now);
}

function entryOf({ kind, who, count, at }: Alarm): AuditEntry {
  const log = { kind: 'audit-log', id: 'bot' } as const;
  return {
    act: 'alarm-raised',
    actor: { kind: 'service' },
    on: who === null ? (kind.startsWith('audit-') ? log : null) : { kind: 'person', id: who },
    outcome: 'done',
    reason: `${kind}-${count}`,
    at,
  };
}

async function moveTo(transaction: Transaction, log: AuditLogName, number: bigint | undefined): Promise<void> {
  if (number === undefined) return;
  await transaction.auditCursor.upsert({ where: { log }, create: { log, number }, update: { number } });
}

function watched({ log, act, outcome, actor, on, at }: LogRow, sameOf: (id: string) => string): WatchedEntry {
  const id = personIn(actor);
  // An operator is somebody as well.
  const who = id === null ? (actor.startsWith('operator:') ? actor : null) : sameOf(id);
  return { log, act, outcome, who, on, at };
}

function personIn(text: string | null): string | null {
  return text?.startsWith('person:') ? text.slice('person:'.length) : null;
}
