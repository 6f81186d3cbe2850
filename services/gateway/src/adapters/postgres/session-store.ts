import { Role } from '@desk/contract';
import type { AuditEntry, EndedSession, LiveSession, Session } from '@desk/domain';
import { z } from 'zod';
import type {
  BindingConflict,
  OpeningAudit,
  OpenOutcome,
  SessionPerson,
  SessionStore,
  SpentConfirmation,
  StoredSession,
} from '../../ports/session-store.ts';
import { appendAudit } from './append-audit.ts';
import { writeConfirmation } from './confirmations.ts';
import type { Database, Transaction } from './connect-database.ts';
import type { Session as SessionRow } from './generated/client.ts';
import { announceRevoked } from './pending-events.ts';

const EndReason = z.enum(['idle', 'absolute', 'signed-out', 'revoked']);

const openRowsMax = 100;

export function createSessionStore(database: Database): SessionStore {
  return {
    open: (opened, audit, confirmation) =>
      database.$transaction((transaction) => openSession(transaction, opened, audit, confirmation)),

    async findBinding(employeeId, account) {
      const binding = { employeeId, telegramUserId: BigInt(account) };
      const either = [{ employeeId }, { telegramUserId: binding.telegramUserId }];
      const rows = await database.binding.findMany({ where: { OR: either } });
      const ofAccount = rows.find(({ telegramUserId }) => telegramUserId === binding.telegramUserId);
      if (ofAccount?.employeeId === employeeId) {
        return { kind: 'bound', confirmedAt: ofAccount.confirmedAt?.getTime() ?? null };
      }
      if (rows.length === 0) return { kind: 'free' };
      return {
        kind: 'bound-otherwise',
        conflict: ofAccount ? 'account-of-another-person' : 'person-with-another-account',
      };
    },

    async find(sessionId) {
      const row = await database.session.findUnique({ where: { id: sessionId } });
      return row && readRow(row);
    },

    async listOpen(employeeId) {
      const orderBy = { startedAt: 'desc' } as const;
      const where = { employeeId, endReason: null };
      const rows = await database.session.findMany({ where, orderBy, take: openRowsMax });
      return rows.map(readSession);
    },

    async renew(session, person) {
      const { count } = await database.session.updateMany({
        where: { id: session.id, endReason: null },
        data: { renewedAt: new Date(session.lastActivityAt), endsAt: new Date(session.endsAt), ...columnsOf(person) },
      });
      return count === 1 ? 'renewed' : 'ended';
    },

    end: (session, audit) => database.$transaction((transaction) => endSession(transaction, session, audit)),
  };
}

/** Ends what nobody has ended yet; a revoked session is announced to the bot in the same transaction. */
export async function endSession(
  transaction: Transaction,
  { id, endReason, endsAt }: EndedSession,
  audit: AuditEntry,
): Promise<'ended' | 'already-ended'> {
  const where = { id, endReason: null };
  const { count } = await transaction.session.updateMany({ where, data: { endReason, endsAt: new Date(endsAt) } });
  if (count === 0) return 'already-ended';
  if (endReason === 'revoked') await announceRevoked(transaction, [id], endsAt);
  await appendAudit(transaction, [audit]);
  return 'ended';
}

async function openSession(
  transaction: Transaction,
  { session, telegramUserId, person, sealedPhone }: StoredSession & { readonly session: LiveSession },
  audit: OpeningAudit,
  confirmation: SpentConfirmation | null,
): Promise<OpenOutcome> {
  // First, for its row is what two tries with one code race for; a refusal below leaves it spent, and nothing opened.
  if (confirmation && !(await writeConfirmation(transaction, confirmation.change))) return { kind: 'overtaken' };
  const account = BigInt(telegramUserId);
  const binding = { employeeId: session.personId, telegramUserId: account };
  const boundAt = new Date(session.startedAt);
  // Both columns are unique and a conflict on either is skipped, so two first sign-ins at once cannot both bind.
  const bound = await transaction.binding.createMany({
    data: [{ ...binding, boundAt, boundBy: 'sign-in' }],
    skipDuplicates: true,
  });
  if (bound.count === 0) {
    const conflict = await findConflict(transaction, binding);
    if (conflict) return { kind: 'bound-otherwise', conflict };
  }
  if (confirmation) {
    const confirmedAt = new Date(session.startedAt);
    await transaction.binding.update({ where: { employeeId: session.personId }, data: { confirmedAt } });
  }
  await transaction.session.create({
    data: {
      id: session.id,
      employeeId: session.personId,
      telegramUserId: account,
      startedAt: new Date(session.startedAt),
      renewedAt: new Date(session.lastActivityAt),
      endsAt: new Date(session.endsAt),
      sealedPhone,
      ...columnsOf(person),
    },
  });
  const confirmed = confirmation ? [confirmation.audit] : [];
  await appendAudit(transaction, [...confirmed, ...(bound.count === 1 ? [audit.bound] : []), audit.signedIn]);
  return { kind: 'opened' };
}

async function findConflict(
  transaction: Transaction,
  { employeeId, telegramUserId }: { readonly employeeId: string; readonly telegramUserId: bigint },
): Promise<BindingConflict | null> {
  const ofAccount = await transaction.binding.findUnique({ where: { telegramUserId } });
  if (ofAccount) return ofAccount.employeeId === employeeId ? null : 'account-of-another-person';
  return 'person-with-another-account';
}

function columnsOf({ displayName, position, department, role, teams, trackerAccount }: SessionPerson) {
  return { displayName, position, department, role, teams: [...teams], trackerAccount };
}

function readRow(row: SessionRow): StoredSession {
  const { employeeId, displayName, position, department, teams, trackerAccount, sealedPhone } = row;
  const role = Role.parse(row.role);
  const person = { employeeId, displayName, position, department, role, teams, trackerAccount };
  return { session: readSession(row), telegramUserId: Number(row.telegramUserId), person, sealedPhone };
}

function readSession(row: SessionRow): Session {
  const facts = {
    id: row.id,
    personId: row.employeeId,
    startedAt: row.startedAt.getTime(),
    lastActivityAt: row.renewedAt.getTime(),
    endsAt: row.endsAt.getTime(),
  };
  if (row.endReason === null) return { ...facts, state: 'live', endReason: null };
  return { ...facts, state: 'ended', endReason: EndReason.parse(row.endReason) };
}
