import { ownDataRowsMax, Role } from '@desk/contract';
import { z } from 'zod';
import type { PersonRecord, RecordExtent } from '../../../ports/person-records.ts';
import { createAuditTrail } from '../audit/audit-trail.ts';
import type { Database } from '../connect-database.ts';
import type { Session } from '../generated/client.ts';

const Visibility = z.enum(['public', 'internal']);

const kinds = [
  'sessions',
  'refusedSignIns',
  'tickets',
  'comments',
  'consultations',
  'participations',
  'assignments',
  'audit',
] as const satisfies readonly (keyof typeof ownDataRowsMax)[];
type Kind = (typeof kinds)[number];

const fileRowsMax = 50_000;

export async function readPerson(database: Database, employeeId: string, extent: RecordExtent): Promise<PersonRecord> {
  const most = (kind: Kind) => (extent === 'answer' ? ownDataRowsMax[kind] : fileRowsMax);
  const where = { employeeId };
  const trail = createAuditTrail(database);
  const subjects = await trail.subjectsOf(employeeId);
  const [bound, sessions, refusals, tickets, comments, accounts] = await Promise.all([
    database.binding.findUnique({ where }),
    database.session.findMany({ where, orderBy: { startedAt: 'desc' }, take: most('sessions') }),
    database.signInRefusal.findMany({ where, orderBy: { at: 'desc' }, take: most('refusedSignIns') }),
    database.deskTicket.findMany({
      where: { requesterId: employeeId },
      orderBy: { createdAt: 'desc' },
      take: most('tickets'),
    }),
    database.deskComment.findMany({ where, orderBy: { at: 'desc' }, take: most('comments') }),
    database.trackerAccount.findUnique({ where }),
  ]);
  const around = await readAround(database, employeeId, most);
  const audit = subjects.length === 0 ? [] : await trail.find({ subjects }, most('audit'));
  const [latest] = sessions;
  const read = { sessions, refusedSignIns: refusals, tickets, comments, ...around, audit };
  return {
    person: latest ? personOf(latest) : null,
    sealedPhone: latest?.sealedPhone ?? null,
    trackerAccount: accounts?.account ?? latest?.trackerAccount ?? null,
    telegram: bound && {
      userId: Number(bound.telegramUserId),
      boundAt: bound.boundAt.getTime(),
      boundBy: bound.boundBy,
    },
    sessions: sessions.map(({ startedAt, renewedAt, endsAt, endReason }) => ({
      ...{ startedAt: startedAt.getTime(), renewedAt: renewedAt.getTime(), endsAt: endsAt.getTime(), endReason },
    })),
    refusedSignIns: refusals.map(({ at, reason, referenceCode }) => ({ at: at.getTime(), reason, referenceCode })),
    tickets: tickets.map(({ reference, number, createdAt, step }) => ({
      ...{ reference, number, createdAt: createdAt.getTime(), step },
    })),
    comments: comments.map(({ message, number, visibility, at }) => ({
      ...{ message, number, visibility: Visibility.parse(visibility), at: at.getTime() },
    })),
    ...around,
    audit,
    subjects,
    cut: kinds.some((kind) => read[kind].length >= most(kind)),
  };
}

async function readAround(
  database: Database,
  employeeId: string,
  most: (kind: Kind) => number,
): Promise<Pick<PersonRecord, 'consultations' | 'participations' | 'assignments'>> {
  const where = { employeeId };
  const take = most('consultations');
  const [asked, consulted, participations, assignments] = await Promise.all([
    database.consultation.findMany({ where, orderBy: { openedAt: 'desc' }, take }),
    database.consultationSpecialist.findMany({
      where,
      orderBy: { at: 'desc' },
      take,
      include: { consultation: { select: { number: true } } },
    }),
    database.ticketParticipant.findMany({ where, orderBy: { at: 'desc' }, take: most('participations') }),
    database.givenAssignment.findMany({ where, orderBy: { at: 'desc' }, take: most('assignments') }),
  ]);
  const consultations = [
    ...asked.map(({ id, number, openedAt }) => ({ id, number, openedAt: openedAt.getTime(), as: 'employee' as const })),
    ...consulted.map(({ consultationId: id, at, consultation: { number } }) => ({
      ...{ id, number, openedAt: at.getTime(), as: 'specialist' as const },
    })),
  ];
  return {
    consultations: consultations.toSorted((one, other) => other.openedAt - one.openedAt).slice(0, take),
    participations: participations.map(({ number, at }) => ({ number, at: at.getTime() })),
    assignments: assignments.map(({ number, at }) => ({ number, at: at.getTime() })),
  };
}

function personOf({ displayName, position, department, role, teams }: Session) {
  return { displayName, position, department, role: Role.parse(role), teams };
}
