import { z } from 'zod';
import type { BeginOutcome, DeskTicket, DeskTickets, FilingIntent, FilingStep } from '../../ports/desk-tickets.ts';
import { erasedId } from '../../ports/person-records.ts';
import { auditLines } from './append-audit.ts';
import type { Database, Transaction } from './connect-database.ts';
import type { DeskTicketFile, DeskTicket as DeskTicketRow } from './generated/client.ts';

const StepKind = z.enum(['intended', 'creating', 'created', 'filed']);
const FileState = z.enum(['waiting', 'sending', 'attached', 'refused']);

export function createDeskTickets(database: Database): DeskTickets {
  return {
    begin: (intent) => database.$transaction((transaction) => begin(transaction, intent)),

    async find(reference) {
      const row = await database.deskTicket.findUnique({ where: { reference }, include: { files: true } });
      return row && readRow(row);
    },

    async findRequester(number) {
      const row = await database.deskTicket.findUnique({ where: { number }, select: { requesterId: true } });
      return row === null || row.requesterId === erasedId ? null : row.requesterId;
    },

    async saveStep(reference, step) {
      await database.deskTicket.update({ where: { reference }, data: stepColumns(step) });
    },

    async saveFile(reference, { uploadId, state }) {
      const reference_uploadId = { reference, uploadId };
      await database.deskTicketFile.update({ where: { reference_uploadId }, data: { state } });
    },

    async finish(reference, { number, at, audit }) {
      await database.$executeRaw`
        with filed as (
          update desk_tickets
          set step = 'filed', number = ${number}, attempted_at = null, lookups = 0, filed_at = ${new Date(at)},
            requester_name = null, requester_department = null, requester_account = null
          where reference = ${reference}::uuid and step <> 'filed' returning reference
        )
        insert into audit_pending (entry) select entry from filed, unnest(${auditLines(audit)}::text[]) as entry`;
    },
  };
}

async function begin(transaction: Transaction, intent: FilingIntent): Promise<BeginOutcome> {
  const { reference, requester, bodyDigest } = intent;
  await transaction.deskTicket.createMany({
    data: [
      { reference, createdAt: new Date(intent.at), ...intentColumns(intent), ...stepColumns({ kind: 'intended' }) },
    ],
    skipDuplicates: true,
  });
  const known = await transaction.deskTicket.findUniqueOrThrow({ where: { reference } });
  if (known.requesterId !== requester.employeeId) return { kind: 'another-person' };
  if (known.bodyDigest !== bodyDigest && known.step !== 'intended') return { kind: 'another-body' };
  if (known.bodyDigest !== bodyDigest) {
    await transaction.deskTicket.update({ where: { reference }, data: intentColumns(intent) });
    await transaction.deskTicketFile.deleteMany({ where: { reference } });
  }
  await transaction.deskTicketFile.createMany({
    data: intent.uploadIds.map((uploadId) => ({ reference, uploadId, state: 'waiting' })),
    skipDuplicates: true,
  });
  const row = await transaction.deskTicket.findUniqueOrThrow({ where: { reference }, include: { files: true } });
  return { kind: 'begun', ticket: readRow(row) };
}

function intentColumns({ requester, bodyDigest }: FilingIntent) {
  return {
    requesterId: requester.employeeId,
    requesterName: requester.displayName,
    requesterDepartment: requester.department,
    requesterAccount: requester.trackerAccount,
    bodyDigest,
  };
}

function stepColumns(step: FilingStep) {
  switch (step.kind) {
    case 'intended':
      return { step: step.kind, attemptedAt: null, lookups: 0, number: null };
    case 'creating':
      return { step: step.kind, attemptedAt: new Date(step.attemptedAt), lookups: step.lookups, number: null };
    case 'created':
    case 'filed':
      return { step: step.kind, attemptedAt: null, lookups: 0, number: step.number };
  }
}

function readRow(row: DeskTicketRow & { readonly files: readonly DeskTicketFile[] }): DeskTicket {
  return {
    reference: row.reference,
    requester: {
      employeeId: row.requesterId,
      displayName: row.requesterName ?? '',
      department: row.requesterDepartment ?? '',
      trackerAccount: row.requesterAccount,
    },
    bodyDigest: row.bodyDigest,
    step: readStep(row),
    files: row.files.map(({ uploadId, state }) => ({ uploadId, state: FileState.parse(state) })),
  };
}

function readStep({ step, number, attemptedAt, lookups, createdAt }: DeskTicketRow): FilingStep {
  const kind = StepKind.parse(step);
  switch (kind) {
    case 'intended':
      return { kind };
    case 'creating':
      return { kind, attemptedAt: (attemptedAt ?? createdAt).getTime(), lookups };
    case 'created':
    case 'filed':
      if (number === null) throw new Error(`A ticket that is ${kind} has no number.`);
      return { kind, number };
  }
}
