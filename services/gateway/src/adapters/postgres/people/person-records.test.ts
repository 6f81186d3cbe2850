import { randomUUID } from 'node:crypto';
import { ownDataRowsMax } from '@desk/contract';
import { chainHash, chainStart, verifyChain } from '@desk/crypto';
import { type AuditEntry, canonicalBytes } from '@desk/domain';
import { testDatabase } from '@desk/testing/vitest';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { readAudit } from '../../../../test/read-audit.ts';
import type { PersonRecords } from '../../../ports/person-records.ts';
import { createAuditLog } from '../append-audit.ts';
import { connectDatabase, type DatabaseConnection } from '../connect-database.ts';
import { createDeskTickets } from '../desk-tickets.ts';
import { createShippedAudit } from '../shipped-audit.ts';
import { createPersonRecords } from './person-records.ts';

const at = Date.parse('2026-11-23T08:00:00Z');
const now = new Date(at);
const operator = { kind: 'operator', name: 'roman' } as const;

let connection: DatabaseConnection;
let records: PersonRecords;
beforeAll(async () => {
  connection = connectDatabase((await testDatabase('gateway')).url);
  records = createPersonRecords(connection.database);
});
afterAll(() => connection.close());

const numbers: Readonly<Record<string, string>> = { 'e-700': 'SD-11', 'e-800': 'SD-12' };

/** In each table that names people. */
async function fill(employeeId: string, telegramUserId: bigint): Promise<{ readonly session: string }> {
  const { database } = connection;
  const id = randomUUID();
  const person = { displayName: 'Олена Коваль', position: 'П', department: 'В', role: 'employee', teams: ['network'] };
  const times = { startedAt: now, renewedAt: now, endsAt: now };
  const number = numbers[employeeId] ?? '';
  await database.session.create({ data: { id, employeeId, telegramUserId, ...times, ...person, sealedPhone: 'c2U=' } });
  await database.binding.create({ data: { employeeId, telegramUserId, boundAt: now, boundBy: 'sign-in' } });
  await database.signInRefusal.create({
    data: { referenceCode: `R${telegramUserId}`, reason: 'person-inactive', telegramUserId, employeeId, at: now },
  });
  const ticket = { requesterId: employeeId, bodyDigest: '', step: 'filed', number, createdAt: now };
  const grant = { create: { id, employeeId, bodyDigest: '', expiresAt: now } };
  await database.deskTicket.create({ data: { reference: id, ...ticket, grant } });
  await database.deskComment.create({
    data: { message: id, number, employeeId, visibility: 'public', bodyDigest: '', step: 'posted', at: now },
  });
  await database.consultation.create({
    data: {
      id,
      number,
      employeeId,
      grantId: id,
      openedAt: now,
      expiresAt: now,
      specialists: { create: { employeeId, at: now } },
    },
  });
  await database.ticketParticipant.create({ data: { number, employeeId, addedBy: employeeId, at: now } });
  await database.givenAssignment.create({
    data: { number, employeeId, account: `a-${number}`, statusThen: 'new', at: now },
  });
  await database.trackerAccount.create({ data: { employeeId, account: `a-${number}`, lookedUpAt: now } });
  await database.operation.create({
    data: {
      name: 'fileTicket',
      idempotencyKey: id,
      actor: `person:${employeeId}`,
      bodyDigest: '',
      attempt: 1,
      changedAt: now,
    },
  });
  return { session: id };
}

const entryOf = (employeeId: string, change: Partial<AuditEntry> = {}): AuditEntry => ({
  ...{ act: 'ticket-read', actor: { kind: 'person', id: employeeId }, on: { kind: 'ticket', id: 'SD-1' } },
  ...{ outcome: 'done', reason: null, at, ...change },
});

/** What the bot says of a sign-in: by its own id of a person, and the gateway's of the session. */
async function ship(botId: string, session: string): Promise<void> {
  const entry = entryOf(botId, { act: 'signed-in', on: { kind: 'session', id: session } });
  const bytes = canonicalBytes(entry, 1);
  const hash = Buffer.from(chainHash(chainStart, bytes)).toString('hex');
  await createShippedAudit(connection.database).append(
    [{ number: 1, bytes: Buffer.from(bytes).toString('base64'), hash }],
    at,
  );
}

async function everyRow(): Promise<string> {
  const { database } = connection;
  const tables = await database.$queryRaw<{ name: string }[]>`select table_name as name
    from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`;
  const rows = [];
  for (const { name } of tables) {
    rows.push(
      await database.$queryRawUnsafe(`select row_to_json(t)::text as line, '${name}' as name from "${name}" t`),
    );
  }
  return JSON.stringify(rows.flat());
}

beforeEach(async () => {
  const { database } = connection;
  await database.$executeRaw`truncate sessions, bindings, sign_in_refusals, desk_tickets, desk_ticket_files,
    filing_grants, desk_comments, ticket_participants, consultations, consultation_specialists,
    consultation_spendings, given_assignments, confirmations,
    tracker_accounts, operations, audit_log, audit_pending, shipped_audit_log, audit_subjects, pending_events`;
});

/** @claim privacy Erasing leaves no row inside that names the person, while the audit chain verifies as before. */
it('leaves nothing that names the person, nothing of a colleague changed, and a chain that verifies', async () => {
  const { database } = connection;
  const [botId, colleagueId] = [randomUUID(), randomUUID()];
  const { session } = await fill('e-700', 7_001n);
  await fill('e-800', 8_001n);
  await ship(botId, session);
  const log = createAuditLog(database);
  await log.append([
    entryOf('e-700'),
    entryOf('e-800', { act: 'participant-added', reason: 'added-e-700' }),
    entryOf('e-800', { act: 'access-refused', outcome: 'refused', reason: 'assign-to-e-700' }),
  ]);
  await readAudit(database);
  // Still to be chained as the person is erased.
  await log.append([
    entryOf('e-700', { act: 'binding-created', on: { kind: 'person', id: 'e-700' }, reason: 'telegram-7001' }),
  ]);
  const before = await records.read('e-800', 'answer');

  const rows = await records.erase({ employeeId: 'e-700', by: operator, at });
  expect(rows).toMatchObject({
    sessions: 1,
    bindings: 1,
    tickets: 1,
    comments: 1,
    consultations: 1,
    'ids in the logs': 2,
  });
  const [event] = await database.pendingEvent.findMany();
  expect(JSON.parse(event?.event ?? '')).toMatchObject({ kind: 'person-erased', employeeId: 'e-700', at });
  await database.pendingEvent.deleteMany();
  const left = await everyRow();
  expect(['e-700', '7001', 'a-SD-11'].filter((name) => left.includes(name))).toEqual([]);
  expect(left).toContain('SD-11');
  expect(await records.read('e-800', 'answer')).toEqual(before);

  const chain = await readAudit(database);
  expect(
    verifyChain(
      chainStart,
      chain.map(({ bytes: entryBytes, hash }) => ({ entryBytes, hash })),
    ),
  ).toMatchObject({
    kind: 'intact',
  });
  const last = chain.at(-1);
  expect(last).toMatchObject({ act: 'person-erased', actor: 'operator:roman', on: expect.stringMatching(/^person:/) });
  expect(chain.filter(({ actor }) => actor === last?.on)).toHaveLength(2);
  expect([await records.findByBotId(botId), await records.findByBotId(colleagueId)]).toEqual([null, null]);
  expect(await createDeskTickets(database).findRequester('SD-11')).toBeNull();
});

it('keeps for a week whose doing it was, when people erase themselves, and gives whoever comes back another id', async () => {
  const { database } = connection;
  await fill('e-700', 7_001n);
  await createAuditLog(database).append([entryOf('e-700')]);
  await records.erase({ employeeId: 'e-700', by: 'self', at });
  const [subject] = await database.auditSubject.findMany();
  expect(subject).toMatchObject({ names: 'employee:e-700', forgetAt: new Date(at + 7 * 24 * 3_600_000) });
  await createAuditLog(database).append([entryOf('e-700', { at: at + 1 })]);
  const chain = await readAudit(database);
  expect(chain.map(({ act, actor }) => [act, actor])).toEqual([
    ['ticket-read', `person:${subject?.id}`],
    ['person-erased', `person:${subject?.id}`],
    ['ticket-read', expect.not.stringContaining(subject?.id ?? '')],
  ]);
});

it('is nothing to do a second time', async () => {
  await fill('e-700', 7_001n);
  await records.erase({ employeeId: 'e-700', by: operator, at });
  const { length } = await readAudit(connection.database);
  const rows = await records.erase({ employeeId: 'e-700', by: operator, at });
  expect(Object.values(rows).every((count) => count === 0)).toBe(true);
  expect(await readAudit(connection.database)).toHaveLength(length);
  expect(await connection.database.pendingEvent.count()).toBe(1);
});

it('tells everything that is held, and of nobody else', async () => {
  await fill('e-700', 7_001n);
  await fill('e-800', 8_001n);
  await createAuditLog(connection.database).append([entryOf('e-700'), entryOf('e-800')]);
  await readAudit(connection.database);
  const record = await records.read('e-700', 'answer');
  expect(record).toMatchObject({
    person: { displayName: 'Олена Коваль', teams: ['network'] },
    telegram: { userId: 7_001, boundBy: 'sign-in' },
    sessions: [{ startedAt: at, endReason: null }],
    refusedSignIns: [{ reason: 'person-inactive' }],
    tickets: [{ number: 'SD-11', step: 'filed' }],
    comments: [{ number: 'SD-11', visibility: 'public' }],
    participations: [{ number: 'SD-11' }],
    assignments: [{ number: 'SD-11' }],
    audit: [{ act: 'ticket-read' }],
    cut: false,
  });
  expect(record.consultations.map(({ as }) => as).toSorted()).toEqual(['employee', 'specialist']);
  expect(JSON.stringify(record)).not.toContain('8001');
  expect([await records.findByTelegramId(7_001), await records.findByTelegramId(1)]).toEqual(['e-700', null]);
});

it('says where an answer has not room for everything, and a file has', async () => {
  await fill('e-700', 7_001n);
  const refusal = { reason: 'person-inactive', telegramUserId: 7_001n, employeeId: 'e-700', at: now };
  await connection.database.signInRefusal.createMany({
    data: Array.from({ length: ownDataRowsMax.refusedSignIns }, (_, index) => ({
      ...refusal,
      referenceCode: `more-${index}`,
    })),
  });
  const [answer, file] = [await records.read('e-700', 'answer'), await records.read('e-700', 'file')];
  expect([answer.refusedSignIns.length, answer.cut]).toEqual([ownDataRowsMax.refusedSignIns, true]);
  expect([file.refusedSignIns.length, file.cut]).toEqual([ownDataRowsMax.refusedSignIns + 1, false]);
});

it('counts tickets whose filing is under way', async () => {
  const ticket = { requesterId: 'e-700', bodyDigest: '', createdAt: now };
  await connection.database.deskTicket.create({ data: { reference: randomUUID(), ...ticket, step: 'creating' } });
  await connection.database.deskTicket.create({ data: { reference: randomUUID(), ...ticket, step: 'intended' } });
  const [id, expiresAt] = [randomUUID(), new Date(at + 1)];
  const grant = { create: { id, employeeId: 'e-700', bodyDigest: '', expiresAt } };
  await connection.database.deskTicket.create({ data: { reference: id, ...ticket, step: 'intended', grant } });
  expect(await records.countUnfiled('e-700', at)).toBe(2);
  expect(await records.countUnfiled('e-700', at + 4 * 24 * 3_600_000)).toBe(0);
});
