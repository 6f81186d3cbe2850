import type { ConsultationRecord, ConsultationRecords } from '../../ports/consultations.ts';
import { instant, instantOrNull } from './as-written.ts';
import type { ConsultationFact as FactRow, PrismaClient } from './generated/client.ts';

/** The rates of a team rest on the latest of them. */
const factsMax = 20_000;
/** A report over more than this is one over the latest of them. */
const recordsMax = 50_000;
const minuteMs = 60_000;

export function createConsultationRecords(prisma: PrismaClient): ConsultationRecords {
  return {
    async listFacts(team, since) {
      const rows = await prisma.consultationFact.findMany({
        where: { team, requestedAt: { gte: new Date(since) } },
        select: {
          ...{ priority: true, requestedAt: true, offeredAt: true, acceptedAt: true },
          ...{ endedAt: true, leftAt: true },
        },
        orderBy: { requestedAt: 'desc' },
        take: factsMax,
      });
      return rows.map((row) => ({
        priority: row.priority,
        queuedAt: instant(row.requestedAt),
        offeredAt: instantOrNull(row.offeredAt),
        acceptedAt: instantOrNull(row.acceptedAt),
        endedAt: instantOrNull(row.endedAt),
        leftAt: instantOrNull(row.leftAt),
      }));
    },
    async listOutcomes(team, priority, max) {
      const rows = await prisma.consultationFact.findMany({
        where: { team, priority, acceptedAt: { not: null }, meanMinutes: { not: null } },
        orderBy: { acceptedAt: 'desc' },
        take: max,
      });
      return rows
        .map(toRecord)
        .toReversed()
        .flatMap(({ forecast, requestedAt, acceptedAt }) =>
          forecast && acceptedAt !== null
            ? [{ ...forecast, waitedMinutes: (acceptedAt - requestedAt) / minuteMs }]
            : [],
        );
    },
    async listRecords(of, from, to) {
      const rows = await prisma.consultationFact.findMany({
        where: {
          ...('teams' in of ? { team: { in: [...of.teams] } } : { specialistId: of.specialistId }),
          requestedAt: { gte: new Date(from), lt: new Date(to) },
        },
        orderBy: { requestedAt: 'desc' },
        take: recordsMax,
      });
      return rows.map(toRecord);
    },
  };
}

function toRecord(row: FactRow): ConsultationRecord {
  const { meanMinutes, p50Minutes, p90Minutes } = row;
  return {
    consultationId: row.consultationId,
    ticketId: row.ticketId,
    requestType: row.requestType,
    team: row.team,
    priority: row.priority,
    requestedAt: instant(row.requestedAt),
    offeredAt: instantOrNull(row.offeredAt),
    acceptedAt: instantOrNull(row.acceptedAt),
    specialistId: row.specialistId,
    endedAt: instantOrNull(row.endedAt),
    leftAt: instantOrNull(row.leftAt),
    stars: row.stars,
    forecast:
      meanMinutes !== null && p50Minutes !== null && p90Minutes !== null
        ? { meanMinutes, p50Minutes, p90Minutes }
        : null,
  };
}
