import { randomUUID } from 'node:crypto';
import type { ThinEvent } from '@desk/contract';
import { type ErasedRows, type Erasure, erasedId } from '../../../ports/person-records.ts';
import { retentionClasses } from '../../../ports/retention-classes.table.ts';
import { chainPending } from '../audit/audit-appender.ts';
import { chainEntries, lockAudit } from '../audit/chain-entries.ts';
import { nameOf } from '../audit/name-subjects.ts';
import type { Transaction } from '../connect-database.ts';
import { lockShipped } from '../shipped-audit.ts';

/** How long the logs still know whoever had themselves erased. */
const namesKeptMs = retentionClasses['names-of-erased'].keptDays * 24 * 60 * 60_000;
const entriesPerStep = 500;
const stepsMax = 40;

interface Person {
  readonly employeeId: string;
  /** Accounts that spoke for them. */
  readonly accounts: readonly bigint[];
}

/**
 * Both logs are held until it is done: entries that wait would name the person anew as they are chained, and a sign-in
 * that is shipped at this moment would tell whose the bot's id is.
 */
export async function erasePerson(transaction: Transaction, erasure: Erasure): Promise<ErasedRows> {
  const { employeeId, at } = erasure;
  await lockAudit(transaction);
  await lockShipped(transaction);
  await chainAllPending(transaction);
  const person = { employeeId, accounts: await findAccounts(transaction, employeeId) };
  const rows = { ...(await removeOwn(transaction, person)), ...(await nameNobody(transaction, employeeId)) };
  const subjects = await forgetSubjects(transaction, person, erasure);
  if (Object.values(rows).every((count) => count === 0) && subjects.length === 0) return rows;

  const id = subjects.find(({ log }) => log === 'gateway')?.id ?? randomUUID();
  await chainEntries(transaction, [
    {
      act: 'person-erased',
      // As the log has it: named once more, the person would have an id again.
      actor: erasure.by === 'self' ? { kind: 'person', id } : erasure.by,
      on: { kind: 'person', id },
      outcome: 'done',
      reason: null,
      at,
    },
  ]);
  await announceErased(transaction, employeeId, at);
  return { ...rows, 'ids in the logs': subjects.length };
}

/** So that none of them names the person after their names are gone. */
async function chainAllPending(transaction: Transaction): Promise<void> {
  for (let step = 1; step <= stepsMax; step += 1) {
    if ((await chainPending(transaction, entriesPerStep)) < entriesPerStep) return;
  }
  throw new Error('More audit entries wait than can be chained at once.');
}

async function findAccounts(transaction: Transaction, employeeId: string): Promise<readonly bigint[]> {
  const bound = await transaction.binding.findMany({ where: { employeeId }, select: { telegramUserId: true } });
  const used = await transaction.session.findMany({
    where: { employeeId },
    distinct: 'telegramUserId',
    select: { telegramUserId: true },
  });
  const others = await transaction.binding.findMany({
    where: {
      telegramUserId: { in: used.map(({ telegramUserId }) => telegramUserId) },
      employeeId: { not: employeeId },
    },
    select: { telegramUserId: true },
  });
  // An account that speaks for a colleague by now is theirs.
  const taken = new Set(others.map(({ telegramUserId }) => telegramUserId));
  const all = new Set([...bound, ...used].map(({ telegramUserId }) => telegramUserId));
  return [...all].filter((account) => !taken.has(account));
}

async function removeOwn(transaction: Transaction, { employeeId, accounts }: Person): Promise<ErasedRows> {
  const where = { employeeId };
  const ofPerson = { OR: [where, { telegramUserId: { in: [...accounts] } }] };
  const actor = `person:${employeeId}`;
  // In the order in which a sign-in takes them.
  const confirmations = await transaction.confirmation.deleteMany({ where: ofPerson });
  const bindings = await transaction.binding.deleteMany({ where });
  const removed = {
    sessions: await transaction.session.deleteMany({ where }),
    ...{ bindings, confirmations },
    'refused sign-ins': await transaction.signInRefusal.deleteMany({ where: ofPerson }),
    grants: await transaction.filingGrant.deleteMany({ where }),
    participations: await transaction.ticketParticipant.deleteMany({ where }),
    assignments: await transaction.givenAssignment.deleteMany({ where }),
    'consultations as a specialist': await transaction.consultationSpecialist.deleteMany({ where }),
    'tracker accounts': await transaction.trackerAccount.deleteMany({ where }),
    'answers to writes': await transaction.operation.deleteMany({ where: { actor, workingOn: null } }),
  };
  return countsOf(removed);
}

/** What the tracker has under our marks has to be known again, by whomever it was asked for. */
async function nameNobody(transaction: Transaction, employeeId: string): Promise<ErasedRows> {
  const where = { employeeId };
  const data = { employeeId: erasedId };
  return countsOf({
    tickets: await transaction.deskTicket.updateMany({
      where: { requesterId: employeeId },
      data: { requesterId: erasedId, requesterName: null, requesterDepartment: null, requesterAccount: null },
    }),
    comments: await transaction.deskComment.updateMany({ where, data }),
    consultations: await transaction.consultation.updateMany({ where, data }),
    'colleagues let in': await transaction.ticketParticipant.updateMany({
      where: { addedBy: employeeId },
      data: { addedBy: erasedId },
    }),
    'answers to others': { count: await renameInAnswers(transaction, employeeId) },
  });
}

/** Answers that are kept to be repeated name requesters and assignees. */
function renameInAnswers(transaction: Transaction, employeeId: string): Promise<number> {
  const [named, nobody] = [JSON.stringify(employeeId), JSON.stringify(erasedId)];
  return transaction.$executeRaw`update operations set answer = replace(answer, ${named}, ${nobody})
    where position(${named} in answer) > 0`;
}

/**
 * A bot in other hands can ask in the name of whoever is signed in there: what was done in that name must not lose it
 * at once. An operator asks from the inside.
 */
async function forgetSubjects(transaction: Transaction, { employeeId, accounts }: Person, { by, at }: Erasure) {
  const names = [nameOf('employee', employeeId), ...accounts.map((account) => nameOf('telegram', String(account)))];
  const where = { names: { in: names }, ...(by === 'self' ? { forgetAt: null } : {}) };
  const subjects = await transaction.auditSubject.findMany({ where });
  if (by === 'self') {
    await transaction.auditSubject.updateMany({ where, data: { forgetAt: new Date(at + namesKeptMs) } });
  } else {
    await transaction.auditSubject.deleteMany({ where });
  }
  return subjects.filter((subject) => subject.names === names[0]);
}

/** The bot removes what it holds as it hears of it, however late. */
async function announceErased(transaction: Transaction, employeeId: string, at: number): Promise<void> {
  const event: ThinEvent = { kind: 'person-erased', id: `erased:${randomUUID()}`, employeeId, at };
  await transaction.pendingEvent.create({
    data: { id: event.id, event: JSON.stringify(event), createdAt: new Date(at) },
  });
}

function countsOf(removed: Readonly<Record<string, { readonly count: number }>>): ErasedRows {
  return Object.fromEntries(Object.entries(removed).map(([what, { count }]) => [what, count]));
}
