import { randomUUID } from 'node:crypto';
import { chainHash, chainStart } from '@desk/crypto';
import { canonicalBytes } from '@desk/domain';
import { testDatabase } from '@desk/testing/vitest';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createAuditRows } from '../../src/adapters/postgres/audit/audit-rows.ts';
import { connectDatabase, type DatabaseConnection } from '../../src/adapters/postgres/connect-database.ts';
import type { AuditQuestion } from '../../src/use-cases/audit/query-audit.ts';
import { anEntry, aSession, openAuditLogs, shipped } from '../audit-logs-on-postgres.ts';
import { colleague, employee } from '../builders/people.ts';
import { readAudit } from '../read-audit.ts';

let connection: DatabaseConnection;
let rows: ReturnType<typeof createAuditRows>;
let desk: ReturnType<typeof openAuditLogs>;

beforeAll(async () => {
  const { url } = await testDatabase('gateway');
  connection = connectDatabase(url);
  rows = createAuditRows(url);
});
afterAll(() => Promise.all([connection.close(), rows.close()]));
beforeEach(async () => {
  await connection.database.$executeRaw`truncate audit_log, audit_pending, shipped_audit_log, audit_subjects,
    audit_checkpoints, audit_cursors, pending_events, desk_tickets, sessions cascade`;
  desk = openAuditLogs(connection.database, rows);
});

const minute = 60_000;
const dayMs = 24 * 60 * minute;

const question: AuditQuestion = {
  ...{ person: null, ticket: null, acts: [], outcome: null, from: null, before: null, rowsMax: 100 },
  ...{ operator: 'olena', form: 'table' },
};

describe('the watch', () => {
  /**
   * @claim audit An alarm is raised once, under the id of whose doing it was, and the bot learns of it without that id.
   */
  it('raises an alarm once, notes it under the id of whose doing it was, and tells the bot without it', async () => {
    await desk.watch();
    const refused = { act: 'access-refused', outcome: 'refused' } as const;
    await desk.write(refused, refused, refused);
    expect(await desk.watch()).toMatchObject([{ kind: 'refusal-storm', count: 3 }]);
    await desk.write(refused);
    expect(await desk.watch()).toEqual([]);

    const entries = await readAudit(desk.database);
    const raised = entries.filter(({ act }) => act === 'alarm-raised');
    expect(raised).toMatchObject([{ actor: 'service', on: entries[0]?.actor, reason: 'refusal-storm-3' }]);
    const [event, ...others] = await desk.database.pendingEvent.findMany();
    expect(JSON.parse(event?.event ?? '')).toMatchObject({ kind: 'security-alarm', alarm: 'refusal-storm', count: 3 });
    expect(event?.event).not.toContain(entries[0]?.actor?.slice('person:'.length));
    expect(others).toEqual([]);
  });

  it('counts what somebody does in both logs as theirs', async () => {
    const [session, person] = [randomUUID(), randomUUID()];
    await desk.database.session.create({ data: aSession(session, desk.clock.now()) });
    const actor = { kind: 'person', id: person } as const;
    const at = desk.clock.now();
    const refused = { ...anEntry(at), actor, act: 'access-refused', outcome: 'refused' } as const;
    const signedIn = { ...anEntry(at), actor, act: 'signed-in', on: { kind: 'session', id: session } } as const;
    await desk.ship.append(shipped([signedIn, refused, refused]), at);
    await desk.write({ act: 'access-refused', outcome: 'refused' });
    expect(await desk.watch()).toMatchObject([{ kind: 'refusal-storm', count: 3 }]);
  });

  it('passes over what raises nothing', async () => {
    await desk.write({ act: 'comment-added' }, { act: 'comment-added' });
    expect(await desk.watch()).toEqual([]);
    expect(await desk.database.auditCursor.findMany()).toEqual([{ log: 'gateway', number: 2n }]);
    const refused = { act: 'access-refused', outcome: 'refused' } as const;
    await desk.write(refused, refused, refused);
    expect(await desk.watch()).toMatchObject([{ kind: 'refusal-storm', count: 3 }]);
  });

  it('does not raise what is history when it begins', async () => {
    const refused = { act: 'access-refused', outcome: 'refused' } as const;
    await desk.write(refused, refused, refused);
    desk.clock.advance(2 * 60 * minute);
    expect(await desk.watch()).toEqual([]);
  });
});

describe('verification', () => {
  /** Three entries and a checkpoint, three more and another one. */
  async function twoSegments() {
    await desk.write({}, {}, {});
    await desk.tend();
    desk.clock.advance(minute);
    await desk.write({}, {}, {});
    return desk.tend();
  }

  it('finds a log as it was written, and says where it ends', async () => {
    const [taken] = await twoSegments();
    expect(await desk.verify()).toMatchObject({ kind: 'intact', rows: 6, from: 1, checkpoints: 2 });
    expect(await desk.verify({ expected: taken ? [taken] : [] })).toMatchObject({ kind: 'intact' });
    const noted = (await readAudit(desk.database)).filter(({ act }) => act === 'audit-verified');
    expect(noted).toMatchObject([{ actor: 'operator:olena', on: 'audit-log:gateway', outcome: 'done' }, {}]);
  });

  it.each<[string, (database: DatabaseConnection['database']) => Promise<unknown>, object]>([
    [
      'edited bytes',
      (db) => db.$executeRaw`update audit_log set bytes = bytes || '\\x00' where number = 2`,
      { kind: 'edited', number: 2 },
    ],
    [
      'an edited column',
      (db) => db.$executeRaw`update audit_log set actor = 'service' where number = 5`,
      { kind: 'mislabelled', number: 5 },
    ],
    ['a deleted row', (db) => db.$executeRaw`delete from audit_log where number = 4`, { kind: 'missing', number: 4 }],
    [
      'a deleted beginning',
      (db) => db.$executeRaw`delete from audit_log where number <= 3`,
      { kind: 'missing', number: 1 },
    ],
    [
      'an end cut off',
      (db) => db.$executeRaw`delete from audit_log where number > 4`,
      { kind: 'truncated', number: 5 },
    ],
    ['everything deleted', (db) => db.$executeRaw`delete from audit_log`, { kind: 'truncated', number: 1 }],
    [
      'a checkpoint of somebody else',
      (db) => db.$executeRaw`update audit_checkpoints set proof = '\\x01' where number = 6`,
      { kind: 'unproven', number: 6 },
    ],
    [
      'a checkpoint moved to another place',
      (db) => db.$executeRaw`update audit_checkpoints set number = 5 where number = 6`,
      { kind: 'unproven', number: 5 },
    ],
  ])('names %s', async (_, spoil, fault) => {
    await twoSegments();
    await spoil(desk.database);
    expect(await desk.verify()).toEqual({ kind: 'broken', fault });
  });

  it('names the stretch that was written anew, hashes and all', async () => {
    await twoSegments();
    const stored = await desk.database.auditRecord.findMany({ orderBy: { number: 'asc' } });
    let hash = stored[3]?.hash ?? chainStart;
    for (const row of stored.slice(4)) {
      const actor = { kind: 'person', id: row.actor?.slice('person:'.length) ?? '' } as const;
      const forged = { ...anEntry(row.at.getTime()), actor, act: 'reminded' } as const;
      const bytes = row.number === 5n ? new Uint8Array(canonicalBytes(forged, 5)) : row.bytes;
      hash = chainHash(hash, bytes);
      await desk.database.auditRecord.update({ where: { number: row.number }, data: { bytes, hash } });
    }
    await desk.database.$executeRaw`update audit_log set act = 'reminded' where number = 5`;
    expect(await desk.verify()).toEqual({ kind: 'broken', fault: { kind: 'rewritten', number: 4, upTo: 6 } });
  });

  /** @claim audit A cut of the log that is older than the last shipment is seen inside. */
  it('of what was shipped sees a cut older than the last shipment', async () => {
    await desk.ship.append(shipped([anEntry(1), anEntry(2), anEntry(3)]), desk.clock.now());
    await desk.tend();
    expect(await desk.verify({ log: 'bot' })).toMatchObject({ kind: 'intact', rows: 3 });
    await desk.database.$executeRaw`delete from shipped_audit_log where number = 3`;
    expect(await desk.verify({ log: 'bot' })).toMatchObject({ fault: { kind: 'truncated', number: 3 } });
  });

  it('goes by a checkpoint from elsewhere where those of the database were taken away too', async () => {
    const [taken] = await twoSegments();
    await desk.database.$executeRaw`delete from audit_checkpoints where number > 3`;
    await desk.database.$executeRaw`delete from audit_log where number > 4`;
    expect(await desk.verify()).toMatchObject({ kind: 'intact' });
    const verdict = await desk.verify({ expected: taken ? [taken] : [] });
    expect(verdict).toEqual({ kind: 'broken', fault: { kind: 'truncated', number: 5 } });
  });
});

describe('retention', () => {
  it('removes whole segments up to a checkpoint, which is where verification begins', async () => {
    await desk.write({}, {}, {});
    await desk.watch();
    await desk.tend();
    desk.clock.advance(50 * dayMs);
    await desk.write({}, {});
    await desk.watch();
    await desk.tend();
    desk.clock.advance(60 * dayMs);
    await desk.tend();
    const left = await readAudit(desk.database);
    expect(left.map(({ number, act, reason }) => [Number(number), act, reason])).toEqual([
      [4, 'ticket-read', null],
      [5, 'ticket-read', null],
      [6, 'audit-shortened', 'up-to-3'],
    ]);
    expect(await desk.verify()).toMatchObject({ kind: 'intact', from: 4, rows: 3 });
    await desk.database.$executeRaw`delete from audit_log where number = 4`;
    expect(await desk.verify()).toMatchObject({ fault: { kind: 'missing', number: 4 } });
  });

  it('leaves the last row, and what was not yet looked through', async () => {
    await desk.write({}, {});
    await desk.tend();
    desk.clock.advance(200 * dayMs);
    await desk.tend();
    expect(await desk.database.auditRecord.count()).toBe(2);
    await desk.watch();
    await desk.tend();
    expect(await desk.database.auditRecord.count()).toBe(2);
  });
});

describe('a query', () => {
  /** @claim audit A query of the log is itself in the log. (ASVS 16.3.2) */
  it('finds a person by id, phone, address and name, in both logs, and is itself in the log', async () => {
    const [session, person] = [randomUUID(), randomUUID()];
    await desk.database.session.create({ data: aSession(session, desk.clock.now()) });
    const actor = { kind: 'person', id: person } as const;
    const at = desk.clock.now();
    const signedIn = { ...anEntry(at), actor, act: 'signed-in', on: { kind: 'session', id: session } } as const;
    await desk.ship.append(shipped([signedIn]), at);
    const other = { kind: 'person', id: colleague.employeeId } as const;
    await desk.write(
      {},
      { actor: other },
      { actor: other, act: 'ticket-assigned', reason: `to-${employee.employeeId}` },
    );
    for (const who of [employee.employeeId, employee.phones[0], employee.email, employee.displayName.toUpperCase()]) {
      const answer = await desk.query({ ...question, person: who ?? '' });
      const found = answer.kind === 'found' ? answer.entries : [];
      expect(found.map(({ log, act }) => `${log} ${act}`).filter((line) => !line.includes('audit-read'))).toEqual([
        'gateway ticket-read',
        'gateway ticket-assigned',
        'bot signed-in',
      ]);
      const named = `${employee.displayName} (${employee.employeeId})`;
      expect(found.find(({ act }) => act === 'ticket-assigned')?.reason).toBe(`to-${named}`);
      expect(found.find(({ log }) => log === 'bot')?.who).toBe(named);
    }
    const reads = (await readAudit(desk.database)).filter(({ act }) => act === 'audit-read');
    expect(reads).toHaveLength(4);
    expect(reads[0]).toMatchObject({ actor: 'operator:olena', reason: 'table' });
  });

  it('finds a ticket under all its ids, by act, outcome and time, the newest of many', async () => {
    const reference = randomUUID();
    const at = desk.clock.now();
    await desk.database.deskTicket.create({
      data: {
        ...{ reference, number: 'SD-1', requesterId: 'e-1', bodyDigest: '', step: 'filed', createdAt: new Date(at) },
      },
    });
    const ofBot = { ...anEntry(at), act: 'ticket-filed', on: { kind: 'ticket', id: reference } } as const;
    await desk.ship.append(shipped([ofBot]), at);
    await desk.write({}, { on: { kind: 'ticket', id: 'SD-2' } }, { outcome: 'refused', at: at + minute });
    const ask = async (more: Partial<AuditQuestion>) => {
      const answer = await desk.query({ ...question, ...more });
      return answer.kind === 'found' ? answer.entries.map(({ act, outcome }) => `${act} ${outcome}`) : answer.kind;
    };
    expect(await ask({ ticket: 'SD-1' })).toEqual(['ticket-read done', 'ticket-filed done', 'ticket-read refused']);
    expect(await ask({ ticket: 'SD-1', outcome: 'refused' })).toEqual(['ticket-read refused']);
    expect(await ask({ ticket: 'SD-1', acts: ['ticket-filed'] })).toEqual(['ticket-filed done']);
    expect(await ask({ ticket: 'SD-1', from: at + 1 })).toEqual(['ticket-read refused']);
    expect(await ask({ ticket: 'SD-1', before: at + 1 })).toEqual(['ticket-read done', 'ticket-filed done']);
    expect(await ask({ ticket: 'SD-1', rowsMax: 1 })).toEqual(['ticket-read refused']);
    expect(await ask({ ticket: 'SD-9' })).toEqual([]);
    expect(await ask({ person: 'Nobody At All' })).toBe('unknown-person');
  });

  it('shows an id where its owner was forgotten', async () => {
    const [entry] = await desk.write({});
    await desk.database.auditSubject.deleteMany();
    const answer = await desk.query({ ...question, acts: ['ticket-read'] });
    expect(answer).toMatchObject({ kind: 'found', entries: [{ who: entry?.actor?.slice('person:'.length) }] });
  });
});
