import { z } from 'zod';
import type { PersonRecord } from '../../../ports/person-records.ts';
import { createAuditTrail } from '../audit/audit-trail.ts';
import type { Database } from '../connect-database.ts';
import type { Session } from '../generated/client.ts';

const Role = z.enum(['employee', 'specialist', 'supervisor']);

/** As the contract bounds them. */
const rowsMax = { sessions: 1_000, refusals: 1_000, tickets: 5_000, comments: 10_000, others: 5_000 } as const;

export async function readPerson(database: Database, employeeId: string): Promise<PersonRecord> {
  const where = { employeeId };
  const trail = createAuditTrail(database);
  const subjects = await trail.subjectsOf(employeeId);
  const [bound, sessions, refusals, tickets, comments, accounts] = await Promise.all([
    database.binding.findUnique({ where }),
    database.session.findMany({ where, orderBy: { startedAt: 'desc' }, take: rowsMax.sessions }),
    database.signInRefusal.findMany({ where, orderBy: { at: 'desc' }, take: rowsMax.refusals }),
    database.deskTicket.findMany({
      where: { requesterId: employeeId },
      orderBy: { createdAt: 'desc' },
      take: rowsMax.tickets,
    }),
    database.deskComment.findMany({ where, orderBy: { at: 'desc' }, take: rowsMax.comments }),
    database.trackerAccount.findUnique({ where }),
  ]);
  const around = await readAround(database, employeeId);
  const audit = subjects.length === 0 ? [] : await trail.find({ subjects }, rowsMax.others);
  const [latest] = sessions;
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
      ...{ message, number, visibility, at: at.getTime() },
    })),
    ...around,
    audit,
    subjects,
    cut:
      sessions.length === rowsMax.sessions ||
      refusals.length === rowsMax.refusals ||
      tickets.length === rowsMax.tickets ||
      comments.length === rowsMax.comments ||
      [audit, ...Object.values(around)].some(({ length }) => length >= rowsMax.others),
  };
}

async function readAround(
  database: Database,
  employeeId: string,
): Promise<Pick<PersonRecord, 'consultations' | 'participations' | 'assignments'>> {
  const where = { employeeId };
  const take = rowsMax.others;
  const [asked, consulted, participations, assignments] = await Promise.all([
    database.consultation.findMany({ where, orderBy: { openedAt: 'desc' }, take }),
    database.consultationSpecialist.findMany({
      where,
      orderBy: { at: 'desc' },
      take,
      include: { consultation: { select: { number: true } } },
    }),
    database.ticketParticipant.findMany({ where, orderBy: { at: 'desc' }, take }),
    database.givenAssignment.findMany({ where, orderBy: { at: 'desc' }, take }),
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
