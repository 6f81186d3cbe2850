import type { AuditLogName, AuditTrail, TrailEntry, TrailFilter } from '../../../ports/audit-trail.ts';
import type { Database } from '../connect-database.ts';
import { nameOf } from './name-subjects.ts';

const consultationsPerTicketMax = 1_000;

/** Reads what the chains cover through the columns beside them. */
export function createAuditTrail(database: Database): AuditTrail {
  return {
    async find(filter, rowsMax) {
      const selection = {
        where: conditionOf(filter),
        orderBy: [{ at: 'desc' as const }, { number: 'desc' as const }],
        take: rowsMax,
        omit: { bytes: true, hash: true } as const,
      };
      const own = await database.auditRecord.findMany(selection);
      const shipped = await database.shippedAuditRecord.findMany(selection);
      const found = [...own.map((row) => entryOf('gateway', row)), ...shipped.map((row) => entryOf('bot', row))];
      // The gateway's before the bot's at the same moment, and each log in its own order.
      return found.toSorted(compare).slice(-rowsMax);
    },

    async subjectsOf(employeeId) {
      const rows = await database.auditSubject.findMany({ where: { names: nameOf('employee', employeeId) } });
      return rows.map(({ id }) => id);
    },

    async namesOf(ids) {
      const rows = await database.auditSubject.findMany({ where: { id: { in: [...ids] } } });
      return new Map(rows.map(({ id, names }) => [id, names]));
    },

    async objectsOfTicket(number) {
      const ticket = await database.deskTicket.findUnique({ where: { number }, select: { reference: true } });
      const consultations = await database.consultation.findMany({
        where: { number },
        select: { id: true },
        take: consultationsPerTicketMax,
      });
      const adopted = await database.shippedAuditRecord.findMany({
        where: { act: 'ticket-adopted', reason: number },
        select: { on: true },
        take: 1,
      });
      return [
        `ticket:${number}`,
        ...(ticket ? [`ticket:${ticket.reference}`] : []),
        ...adopted.flatMap(({ on }) => (on === null ? [] : [on])),
        ...consultations.map(({ id }) => `consultation:${id}`),
      ];
    },
  };
}

function conditionOf({ subjects, objects, acts, outcome, from, before }: TrailFilter) {
  const people = subjects?.map((id) => `person:${id}`);
  return {
    ...(acts ? { act: { in: [...acts] } } : {}),
    ...(outcome === undefined ? {} : { outcome }),
    at: {
      ...(from === undefined ? {} : { gte: new Date(from) }),
      ...(before === undefined ? {} : { lt: new Date(before) }),
    },
    AND: [
      ...(objects ? [{ on: { in: [...objects] } }] : []),
      ...(people && subjects
        ? [
            {
              OR: [
                { actor: { in: people } },
                { on: { in: people } },
                ...subjects.map((id) => ({ reason: { endsWith: id } })),
              ],
            },
          ]
        : []),
    ],
  };
}

interface Row {
  readonly number: bigint;
  readonly at: Date | null;
  readonly act: string | null;
  readonly actor: string | null;
  readonly on: string | null;
  readonly outcome: string | null;
  readonly reason: string | null;
  readonly receivedAt?: Date;
}

/** Bytes that say nothing are shown as well: that they are there is a finding. */
function entryOf(log: AuditLogName, { number, at, receivedAt, act, actor, on, outcome, reason }: Row): TrailEntry {
  return {
    log,
    number: Number(number),
    at: (at ?? receivedAt ?? new Date(0)).getTime(),
    act: act ?? 'unreadable',
    actor: actor ?? 'unknown',
    on,
    outcome: outcome ?? 'unknown',
    reason,
  };
}

function compare(one: TrailEntry, other: TrailEntry): number {
  if (one.at !== other.at) return one.at - other.at;
  if (one.log !== other.log) return one.log === 'gateway' ? -1 : 1;
  return one.number - other.number;
}
