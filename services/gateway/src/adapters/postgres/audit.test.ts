import { randomUUID } from 'node:crypto';
import { chainHash, chainStart, verifyChain } from '@desk/crypto';
import { type AuditEntry, canonicalBytes } from '@desk/domain';
import { testDatabase } from '@desk/testing/vitest';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readAudit } from '../../../test/read-audit.ts';
import type { ShippedEntry } from '../../ports/audit-log.ts';
import { createAuditLog } from './append-audit.ts';
import { createAuditAppender } from './audit/audit-appender.ts';
import { connectDatabase, type DatabaseConnection } from './connect-database.ts';
import { createShippedAudit } from './shipped-audit.ts';

let connection: DatabaseConnection;
beforeAll(async () => {
  connection = connectDatabase((await testDatabase('gateway')).url);
});
afterAll(() => connection.close());
beforeEach(
  () => connection.database.$executeRaw`truncate audit_log, audit_pending, shipped_audit_log, audit_subjects, sessions`,
);

const at = Date.parse('2026-11-23T08:00:00Z');
const anEntry = (id: number): AuditEntry => ({
  act: 'ticket-read',
  actor: { kind: 'person', id: `e-${id}` },
  on: { kind: 'ticket', id: `SD-${id}` },
  outcome: 'done',
  reason: null,
  at,
});

describe('the audit log', () => {
  it('is one unbroken chain, however many write at once', async () => {
    const log = createAuditLog(connection.database);
    await Promise.all(Array.from({ length: 6 }, (_, turn) => log.append([anEntry(turn * 2), anEntry(turn * 2 + 1)])));
    const appenders = Array.from({ length: 3 }, () => createAuditAppender(connection.database).append(5));
    expect((await Promise.all(appenders)).filter((taken) => taken > 0).length).toBeGreaterThan(0);
    const rows = await readAudit(connection.database);
    expect(rows.map(({ number }) => Number(number))).toEqual(Array.from({ length: 12 }, (_, index) => index + 1));
    const chain = rows.map(({ bytes: entryBytes, hash }) => ({ entryBytes, hash }));
    expect(verifyChain(chainStart, chain)).toMatchObject({ kind: 'intact', entries: 12 });
  });

  it('hashes the bytes of the entry with its number, and shows it in plain columns', async () => {
    const operator: AuditEntry = { ...anEntry(7), actor: { kind: 'operator', name: 'olena' } };
    await createAuditLog(connection.database).append([operator]);
    const [row] = await readAudit(connection.database);
    expect(row?.bytes).toEqual(new Uint8Array(canonicalBytes(operator, 1)));
    expect(row).toMatchObject({ act: 'ticket-read', actor: 'operator:olena', on: 'ticket:SD-7', outcome: 'done' });
  });

  it('knows people by random ids, each by the same one', async () => {
    const log = createAuditLog(connection.database);
    const on = { kind: 'person', id: 'e-2' } as const;
    await log.append([anEntry(1), { ...anEntry(2), act: 'binding-created', on, reason: 'telegram-11' }]);
    await log.append([{ ...anEntry(1), act: 'ticket-assigned', reason: 'to-e-2' }]);
    const rows = await readAudit(connection.database);
    const subjects = await connection.database.auditSubject.findMany();
    const idOf = (names: string) => subjects.find((subject) => subject.names === names)?.id;
    expect(rows.map(({ actor, on: about, reason }) => [actor, about, reason])).toEqual([
      [`person:${idOf('employee:e-1')}`, 'ticket:SD-1', null],
      [`person:${idOf('employee:e-2')}`, `person:${idOf('employee:e-2')}`, `telegram-${idOf('telegram:11')}`],
      [`person:${idOf('employee:e-1')}`, 'ticket:SD-1', `to-${idOf('employee:e-2')}`],
    ]);
    expect(subjects).toHaveLength(3);
    const stored = rows.map((row) => Buffer.from(row.bytes).toString('latin1')).join();
    for (const name of ['e-1', 'e-2', '-11']) expect(stored).not.toContain(name);
  });

  it('keeps what a later version wrote', async () => {
    const entry = JSON.stringify({ ...anEntry(1), act: 'ticket-sung', on: { kind: 'song', id: '1' } });
    await connection.database.auditPending.create({ data: { entry } });
    expect(await readAudit(connection.database)).toMatchObject([{ act: 'ticket-sung', on: 'song:1' }]);
  });

  it('takes no entry back', async () => {
    const log = createAuditLog(connection.database);
    await log.append([]);
    await log.append([{ ...anEntry(1), actor: { kind: 'operator', name: 'olena' }, on: null }]);
    await log.append([{ ...anEntry(2), actor: { kind: 'service' } }]);
    const rows = await readAudit(connection.database);
    expect(rows.map(({ actor, on }) => [actor, on])).toEqual([
      ['operator:olena', null],
      ['service', 'ticket:SD-2'],
    ]);
  });
});

/** A log of the bot with these bytes. */
function shippedOf(contents: readonly Uint8Array[]): ShippedEntry[] {
  let hash: Uint8Array = chainStart;
  return contents.map((bytes, index) => {
    hash = chainHash(hash, bytes);
    return { number: index + 1, bytes: Buffer.from(bytes).toString('base64'), hash: Buffer.from(hash).toString('hex') };
  });
}

describe('the shipped audit log', () => {
  const log = shippedOf(Array.from({ length: 6 }, (_, index) => Uint8Array.of(index, index + 1)));
  const part = (from: number, to: number) => log.slice(from - 1, to);
  const append = (entries: readonly ShippedEntry[]) => createShippedAudit(connection.database).append(entries, at);
  const spoil = (entries: readonly ShippedEntry[], index: number, change: Partial<ShippedEntry>) =>
    entries.map((entry, place) => (place === index ? { ...entry, ...change } : entry));

  it('grows by what follows, and takes what it knows again', async () => {
    expect(await append(part(1, 3))).toEqual({ kind: 'acknowledged', number: 3 });
    expect(await append(part(1, 2))).toEqual({ kind: 'acknowledged', number: 3 });
    expect(await append(part(2, 6))).toEqual({ kind: 'acknowledged', number: 6 });
    expect(await connection.database.shippedAuditRecord.count()).toBe(6);
  });

  it.each<[string, readonly ShippedEntry[], number]>([
    ['after its head', part(5, 6), 4],
    ['within', [...part(4, 4), ...part(6, 6)], 4],
    ['backwards', [...part(5, 5), ...part(4, 4)], 4],
  ])('refuses a gap %s', async (_, entries, expected) => {
    await append(part(1, 3));
    expect(await append(entries)).toEqual({ kind: 'gap', expected });
    expect(await connection.database.shippedAuditRecord.count()).toBe(3);
  });

  it.each<[string, (entries: readonly ShippedEntry[]) => readonly ShippedEntry[], number]>([
    ['a known entry with another hash', (entries) => spoil(entries, 1, { hash: '0'.repeat(64) }), 3],
    ['a known entry with other bytes', (entries) => spoil(entries, 1, { bytes: 'AAAA' }), 3],
    ['a new entry that does not follow', (entries) => spoil(entries, 3, { bytes: 'AAAA' }), 5],
  ])('refuses %s', async (_, change, number) => {
    await append(part(1, 4));
    expect(await append(change(part(2, 6)))).toEqual({ kind: 'rewritten', number });
    expect(await connection.database.shippedAuditRecord.count()).toBe(4);
  });

  it('shows what its bytes say, and learns from a sign-in whose the ids of the bot are', async () => {
    const [session, person] = [randomUUID(), randomUUID()];
    await connection.database.session.create({
      data: {
        ...{ id: session, employeeId: 'e-5', telegramUserId: 5n, displayName: 'E', position: 'P', department: 'D' },
        ...{ role: 'employee', teams: [], sealedPhone: '', startedAt: new Date(at), renewedAt: new Date(at) },
        endsAt: new Date(at),
      },
    });
    const actor = { kind: 'person', id: person } as const;
    const signedIn: AuditEntry = { ...anEntry(1), act: 'signed-in', actor, on: { kind: 'session', id: session } };
    const entries = shippedOf([canonicalBytes(signedIn, 1), canonicalBytes({ ...anEntry(2), actor }, 2)]);
    await append(entries);
    const rows = await connection.database.shippedAuditRecord.findMany({ orderBy: { number: 'asc' } });
    expect(rows.map(({ act, actor: by, on }) => [act, by, on])).toEqual([
      ['signed-in', `person:${person}`, `session:${session}`],
      ['ticket-read', `person:${person}`, 'ticket:SD-2'],
    ]);
    expect(await connection.database.auditSubject.findMany()).toEqual([
      { id: person, log: 'bot', names: 'employee:e-5', forgetAt: null },
    ]);
  });

  it('keeps what it cannot read, or what another place says, without showing it', async () => {
    await append(shippedOf([Uint8Array.of(9), canonicalBytes(anEntry(1), 7)]));
    const rows = await connection.database.shippedAuditRecord.findMany();
    expect(rows.map(({ act, at: when }) => [act, when])).toEqual([
      [null, null],
      [null, null],
    ]);
  });

  it('stores each entry once when the same segment comes twice at a time', async () => {
    const outcomes = await Promise.all([append(part(1, 6)), append(part(1, 6))]);
    expect(outcomes).toEqual(Array.from({ length: 2 }, () => ({ kind: 'acknowledged', number: 6 })));
    expect(await connection.database.shippedAuditRecord.count()).toBe(6);
  });
});
