import type { KeyRing } from '@desk/crypto';
import { awaitsAssignment, type Filing, type TicketStatus } from '@desk/domain';
import type { Page, StoredTicket, TakenReading, TicketPage, Tickets } from '../../ports/tickets.ts';
import { asWritten, instant, instantOrNull } from './as-written.ts';
import { inForce, toAssignment } from './assignments.ts';
import type { Prisma, PrismaClient, TicketCache } from './generated/client.ts';
import { openFieldText } from './seal-fields.ts';
import type { SubjectKeys } from './subject-keys.ts';

export interface TicketReader extends Tickets {
  /** Rows that were read elsewhere; those of erased people are left out. */
  openTickets(rows: readonly TicketCache[]): Promise<readonly StoredTicket[]>;
}

export function createTickets({ prisma, keys }: { prisma: PrismaClient; keys: SubjectKeys }): TicketReader {
  async function openTickets(rows: readonly TicketCache[]): Promise<readonly StoredTicket[]> {
    const rings = await keys.load([...new Set(rows.flatMap(({ requesterId }) => requesterId ?? []))]);
    return rows.flatMap((row) => {
      if (row.requesterId === null) return [toTicket(row, '')];
      const ring = rings.get(row.requesterId);
      return ring ? [toTicket(row, openSummary(row, ring))] : [];
    });
  }

  async function findUnique(where: Prisma.TicketCacheWhereUniqueInput): Promise<StoredTicket | null> {
    const row = await prisma.ticketCache.findUnique({ where });
    return (row && (await openTickets([row]))[0]) ?? null;
  }

  async function list(
    where: Prisma.TicketCacheWhereInput,
    orderBy: Prisma.TicketCacheOrderByWithRelationInput[],
    { offset, size }: Page,
  ): Promise<TicketPage> {
    const [rows, total] = await Promise.all([
      prisma.ticketCache.findMany({ where, orderBy, skip: offset, take: size }),
      prisma.ticketCache.count({ where }),
    ]);
    return { tickets: await openTickets(rows), total };
  }

  return {
    openTickets,
    findById: (id) => findUnique({ id }),
    findByNumber: (number) => findUnique({ number }),
    async listTakenReadings(numbers) {
      const rows = await prisma.ticketCache.findMany({ where: { number: { in: [...numbers] } }, select: ofReading });
      return new Map(rows.flatMap((row) => (row.number === null ? [] : [[row.number, toTakenReading(row)]])));
    },
    listRequestedBy: (requesterId, page) =>
      list(
        { requesterId, filing: { not: 'refused' } },
        [{ open: 'desc' }, { changedAt: 'desc' }, { id: 'desc' }],
        page,
      ),
    listAssignedTo: (assigneeId, page) =>
      list({ assigneeId, open: true }, [{ priority: 'asc' }, { createdAt: 'asc' }, { id: 'asc' }], page),
    listOfTeams: (teams, which, page) =>
      list(
        { team: { in: [...teams] }, open: true, filing: 'filed', ...(which === 'unassigned' && nobodys) },
        [{ createdAt: 'asc' }, { id: 'asc' }],
        page,
      ),
    async listAwaitingAssignment(max) {
      const open = { open: true, filing: 'filed' };
      const [free, givenBack] = await Promise.all([
        prisma.ticketCache.findMany({ ...urgentFirst(max), where: { ...open, ...nobodys } }),
        prisma.ticketCache.findMany({ ...urgentFirst(max), where: { ...open, ...heldByWhoeverGaveItBack } }),
      ]);
      return [...free, ...givenBack].flatMap(({ assignments: [latest], ...row }) => {
        const before = latest
          ? { assignment: toAssignment(latest).assignment, byDesk: latest.decisionId !== null }
          : null;
        const ticket = { ...row, status: asWritten<TicketStatus>(row.status), filing: asWritten<Filing>(row.filing) };
        return awaitsAssignment(ticket, before) ? [{ ticketId: row.id, team: row.team, priority: row.priority }] : [];
      });
    },
  };
}

const ofReading = { id: true, number: true, filing: true, trackerChangedAt: true, trackerReadAt: true } as const;

function toTakenReading(row: Pick<TicketCache, keyof typeof ofReading>): TakenReading {
  return {
    ...{ ticketId: row.id, isFiled: row.filing === 'filed' },
    ...{ changedAt: instantOrNull(row.trackerChangedAt), readAt: instantOrNull(row.trackerReadAt) },
  };
}

const nobodys = { assigneeId: null, assignedElsewhere: false };

const heldByWhoeverGaveItBack = {
  assigneeId: { not: null },
  assignments: { some: { state: { in: ['declined', 'reassigned'] } }, none: { state: { in: inForce } } },
};

/** With the latest assignment, which decides whether somebody else is looked for. */
function urgentFirst(max: number) {
  return {
    select: {
      ...{
        id: true,
        team: true,
        priority: true,
        status: true,
        filing: true,
        assigneeId: true,
        assignedElsewhere: true,
      },
      assignments: { orderBy: { number: 'desc' }, take: 1 },
    },
    orderBy: [{ priority: 'asc' }, { createdAt: 'asc' }],
    take: max,
  } as const satisfies Prisma.TicketCacheFindManyArgs;
}

/** Null since before its requester came: its words were never here. */
function openSummary({ id, summary }: TicketCache, ring: KeyRing): string {
  return summary === null ? '' : openFieldText(ring, 'tickets_cache.summary', id, summary);
}

function toTicket(row: TicketCache, summary: string): StoredTicket {
  return {
    ticket: {
      id: row.id,
      number: row.number,
      requesterId: row.requesterId,
      requestType: row.requestType,
      team: row.team,
      status: asWritten(row.status),
      priority: row.priority,
      summary,
      assigneeId: row.assigneeId,
      assignedElsewhere: row.assignedElsewhere,
      createdAt: instant(row.createdAt),
      changedAt: instant(row.changedAt),
      filing: asWritten(row.filing),
    },
    grant:
      row.grantId !== null && row.grantExpiresAt !== null
        ? { id: row.grantId, expiresAt: instant(row.grantExpiresAt) }
        : null,
    url: row.url,
    trackerChangedAt: instantOrNull(row.trackerChangedAt),
    trackerReadAt: instantOrNull(row.trackerReadAt),
    slaDueAt: instantOrNull(row.slaDueAt),
    slaToldFor: instantOrNull(row.slaToldFor),
    closedAt: instantOrNull(row.closedAt),
    waiting: row.waiting === null ? null : asWritten(row.waiting),
    version: row.version,
  };
}
