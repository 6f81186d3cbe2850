import { type Decision, statesInForce } from '@desk/domain';
import type pg from 'pg';
import type { Assignments, StoredAssignment } from '../../ports/team-board.ts';
import { asWritten, instant, instantOrNull } from './as-written.ts';
import type { Assignment as AssignmentRow, PrismaClient } from './generated/client.ts';
import { send } from './run-pipeline.ts';

export const inForce = [...statesInForce];

export interface AssignmentOptions {
  readonly pool: pg.Pool;
  readonly prisma: PrismaClient;
}

export function createAssignments({ pool, prisma }: AssignmentOptions): Assignments {
  return {
    async findInForce(ticketId) {
      const row = await prisma.assignment.findFirst({ where: { ticketId, state: { in: inForce } } });
      return row && toAssignment(row);
    },
    async findLatest(ticketId) {
      const row = await prisma.assignment.findFirst({ where: { ticketId }, orderBy: { number: 'desc' } });
      return row && toAssignment(row);
    },
    async findDecision(id) {
      const row = await prisma.decision.findUnique({ where: { id } });
      return row && asWritten<Decision>(row.record);
    },
    async findLatestDecision(ticketId) {
      const row = await prisma.decision.findFirst({
        where: { ticketId },
        orderBy: [{ decidedAt: 'desc' }, { id: 'desc' }],
      });
      return row && asWritten<Decision>(row.record);
    },
    async listDueReactions(now, max) {
      const rows = await prisma.assignment.findMany({
        where: { dueAt: { lte: new Date(now) } },
        select: { ticketId: true },
        orderBy: { dueAt: 'asc' },
        take: max,
      });
      return rows.map(({ ticketId }) => ticketId);
    },
    async isUntold(ticketId) {
      const { rows } = await send(pool, { ...selectUntold, values: [`ticket:${ticketId}`] });
      return rows.length > 0;
    },
  };
}

/** In two halves, for each has an index of its own: what waits in the lane, and what will join it. */
const selectUntold = {
  name: 'select-untold-assignment',
  text: `
    select 1 from outbox where lane = $1 and state in ('pending', 'sending') and kind = 'assign-in-tracker'
    union all
    select 1 from outbox where lane = $1 and state = 'delayed' and kind = 'assign-in-tracker'
    limit 1`,
};

/** Everyone who ever had the ticket and whose assignment ended without their taking it. */
export async function listPassedOver(prisma: PrismaClient, ticketId: string): Promise<ReadonlySet<string>> {
  const rows = await prisma.assignment.findMany({
    where: { ticketId, state: { in: ['declined', 'reassigned'] } },
    select: { personId: true },
  });
  return new Set(rows.map(({ personId }) => personId));
}

export function toAssignment(row: AssignmentRow): StoredAssignment {
  return {
    assignment: {
      ticketId: row.ticketId,
      personId: row.personId,
      assignedAt: instant(row.assignedAt),
      state: asWritten(row.state),
      limitMinutes: row.limitMinutes,
      remindAt: instantOrNull(row.remindAt),
      reassignAt: instantOrNull(row.reassignAt),
    },
    decisionId: row.decisionId,
    version: row.version,
  };
}
