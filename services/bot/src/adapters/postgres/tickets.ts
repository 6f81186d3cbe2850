import type { KeyRing } from '@desk/crypto';
import type { Page, StoredTicket, TicketPage, Tickets } from '../../ports/tickets.ts';
import { asWritten, instant, instantOrNull } from './as-written.ts';
import type { Prisma, PrismaClient, TicketCache } from './generated/client.ts';
import { openFieldText } from './seal-fields.ts';
import type { SubjectKeys } from './subject-keys.ts';

export interface TicketReader extends Tickets {
  /** Rows that were read elsewhere; those of erased people are left out. */
  openTickets(rows: readonly TicketCache[]): Promise<readonly StoredTicket[]>;
}

export function createTickets({ prisma, keys }: { prisma: PrismaClient; keys: SubjectKeys }): TicketReader {
  async function openTickets(rows: readonly TicketCache[]): Promise<readonly StoredTicket[]> {
    const rings = await keys.load([...new Set(rows.map(({ requesterId }) => requesterId))]);
    return rows.flatMap((row) => {
      const ring = rings.get(row.requesterId);
      return ring ? [toTicket(row, ring)] : [];
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
        { team: { in: [...teams] }, open: true, ...(which === 'unassigned' && { assigneeId: null }) },
        [{ createdAt: 'asc' }, { id: 'asc' }],
        page,
      ),
    async listAwaitingAssignment(max) {
      const rows = await prisma.ticketCache.findMany({
        where: { open: true, assigneeId: null, filing: 'filed' },
        select: { id: true, team: true, priority: true },
        orderBy: [{ priority: 'asc' }, { createdAt: 'asc' }],
        take: max,
      });
      return rows.map(({ id, team, priority }) => ({ ticketId: id, team, priority }));
    },
  };
}

function toTicket(row: TicketCache, ring: KeyRing): StoredTicket {
  return {
    ticket: {
      id: row.id,
      number: row.number,
      requesterId: row.requesterId,
      requestType: row.requestType,
      team: row.team,
      status: asWritten(row.status),
      priority: row.priority,
      summary: openFieldText(ring, 'tickets_cache.summary', row.id, row.summary),
      assigneeId: row.assigneeId,
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
    version: row.version,
  };
}
