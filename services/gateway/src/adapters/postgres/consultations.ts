import {
  type Consultation,
  type Consultations,
  type NewConsultation,
  openPerTicketMax,
  specialistsPerConsultationMax,
} from '../../ports/consultations.ts';
import { appendAudit } from './append-audit.ts';
import type { Database, Transaction } from './connect-database.ts';
import type { Consultation as ConsultationRow, Prisma } from './generated/client.ts';

const withSpecialists = {
  specialists: { select: { employeeId: true }, orderBy: [{ at: 'asc' }, { employeeId: 'asc' }] },
} satisfies Prisma.ConsultationInclude;

export function createConsultations(database: Database): Consultations {
  return {
    open: (consultation, audit) => database.$transaction((transaction) => open(transaction, consultation, audit)),

    async find(id) {
      const row = await database.consultation.findUnique({ where: { id }, include: withSpecialists });
      return row && readRow(row);
    },

    async findByGrant(grantId) {
      const row = await database.consultation.findUnique({ where: { grantId }, include: withSpecialists });
      return row && readRow(row);
    },

    join: (...joining) => database.$transaction((transaction) => join(transaction, ...joining)),

    async listConsulted(number) {
      const rows = await database.consultationSpecialist.findMany({
        where: { consultation: { number } },
        distinct: 'employeeId',
        orderBy: { employeeId: 'asc' },
        select: { employeeId: true },
      });
      return rows.map(({ employeeId }) => employeeId);
    },

    async spend(consultationId, spending, most) {
      // Two statements: one sees what was committed when it began, and would count before it had the lock.
      const [, spent] = await database.$transaction([
        lockRow(database, consultationId),
        spend(database, consultationId, spending, most),
      ]);
      return spent === 1 ? 'spent' : 'used-up';
    },

    async close(id, { revision, expiresAt }) {
      await database.$executeRaw`
        update consultations set closed_revision = ${revision}, expires_at = least(expires_at, ${new Date(expiresAt)})
        where id = ${id}::uuid and (closed_revision is null or closed_revision < ${revision})`;
    },
  };
}

async function open(
  transaction: Transaction,
  ...[consultation, audit]: Parameters<Consultations['open']>
): ReturnType<Consultations['open']> {
  const { id } = consultation;
  const find = { where: { id }, include: withSpecialists };
  const known = await transaction.consultation.findUnique(find);
  if (known) return { kind: 'opened', consultation: readRow(known) };
  if (await isFull(transaction, consultation)) return { kind: 'full' };
  const data = [newRow(consultation)];
  const { count } = await transaction.consultation.createMany({ data, skipDuplicates: true });
  if (count === 1) await appendAudit(transaction, [audit]);
  return { kind: 'opened', consultation: readRow(await transaction.consultation.findUniqueOrThrow(find)) };
}

async function join(
  transaction: Transaction,
  ...[consultationId, { employeeId, at }, audit]: Parameters<Consultations['join']>
): ReturnType<Consultations['join']> {
  await lockRow(transaction, consultationId);
  const joined = await transaction.consultationSpecialist.findMany({ where: { consultationId } });
  if (joined.some((specialist) => specialist.employeeId === employeeId)) return 'joined';
  if (joined.length >= specialistsPerConsultationMax) return 'full';
  await transaction.consultationSpecialist.create({ data: { consultationId, employeeId, at: new Date(at) } });
  await appendAudit(transaction, [audit]);
  return 'joined';
}

/** One row where it is within what the grant is good for, none where it is not. */
function spend(
  database: Database,
  ...[consultationId, { id, messages, bytes }, most]: Parameters<Consultations['spend']>
): Prisma.PrismaPromise<number> {
  return database.$executeRaw`
    insert into consultation_spendings (consultation_id, id, messages, bytes)
    select ${consultationId}::uuid, ${id}::uuid, ${messages}::int, ${bytes}::int
    from (
      select coalesce(sum(messages), 0) as messages, coalesce(sum(bytes), 0) as bytes from consultation_spendings
      where consultation_id = ${consultationId}::uuid and id <> ${id}::uuid
    ) as others
    where others.messages + ${messages}::int <= ${most.messages}::int
      and others.bytes + ${bytes}::int <= ${most.bytes}::bigint
    on conflict (consultation_id, id) do update set messages = excluded.messages, bytes = excluded.bytes`;
}

/** Those of one consultation come one at a time. */
function lockRow(transaction: Transaction, id: string): Prisma.PrismaPromise<number> {
  return transaction.$executeRaw`select 1 from consultations where id = ${id}::uuid for update`;
}

async function isFull(transaction: Transaction, { number, at }: NewConsultation): Promise<boolean> {
  const open = { number, closedRevision: null, expiresAt: { gt: new Date(at) } };
  return (await transaction.consultation.count({ where: open })) >= openPerTicketMax;
}

function newRow({ id, number, employeeId, grant, at }: NewConsultation) {
  const [openedAt, expiresAt] = [new Date(at), new Date(grant.expiresAt)];
  return { id, number, employeeId, grantId: grant.id, openedAt, expiresAt };
}

function readRow(row: ConsultationRow & { readonly specialists: readonly { employeeId: string }[] }): Consultation {
  const { id, number, employeeId } = row;
  const closedRevision = row.closedRevision === null ? null : Number(row.closedRevision);
  const specialistIds = row.specialists.map((specialist) => specialist.employeeId);
  const grant = { id: row.grantId, expiresAt: row.expiresAt.getTime() };
  return { id, number, employeeId, specialistIds, grant, closedRevision };
}
