import { randomUUID } from 'node:crypto';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { chainHash, chainStart } from '@desk/crypto';
import { canonicalBytes } from '@desk/domain';
import { testDatabase } from '@desk/testing/vitest';
import { Command } from 'commander';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readAudit } from '../../../test/read-audit.ts';
import { openRestoreOf } from '../../compose/compose-restore.ts';
import { addRestoreCommands } from '../../edge/cli/restore-commands.ts';
import { connectDatabase, type DatabaseConnection } from './connect-database.ts';
import { announceProcess } from './process-presence.ts';
import { createShippedAudit } from './shipped-audit.ts';

const at = Date.parse('2026-11-23T08:00:00Z');

let databaseUrl: string;
let connection: DatabaseConnection;
beforeAll(async () => {
  databaseUrl = (await testDatabase('gateway')).url;
  connection = connectDatabase(databaseUrl);
});
afterAll(() => connection.close());

async function run(...words: string[]) {
  const lines: string[] = [];
  const failures: string[] = [];
  const output = { line: (text: string) => lines.push(text), fail: (text: string) => failures.push(text) };
  const program = new Command().exitOverride();
  addRestoreCommands(program, () => openRestoreOf({ databaseUrl }), output);
  await program.parseAsync(['restore', ...words], { from: 'user' });
  return { lines, failures };
}

async function openSession(endReason: string | null): Promise<string> {
  const id = randomUUID();
  const times = { startedAt: new Date(at), renewedAt: new Date(at), endsAt: new Date(at + 1) };
  const person = { displayName: 'Олена Коваль', position: '', department: '', role: 'employee', teams: [] };
  await connection.database.session.create({
    data: { id, employeeId: 'e-1', telegramUserId: 1n, ...times, endReason, ...person, sealedPhone: 'sealed' },
  });
  return id;
}

it('ends every session once, each audited, and tells the bot of nobody’s dismissal', async () => {
  const [live, over] = [await openSession(null), await openSession('signed-out')];
  expect(await run('gateway', '--operator', 'roman')).toEqual({
    lines: ['1 sessions ended: everybody signs in again.', 'The gateway can start.'],
    failures: [],
  });
  const reasons = await connection.database.session.findMany({ select: { id: true, endReason: true } });
  expect(new Map(reasons.map(({ id, endReason }) => [id, endReason]))).toEqual(
    new Map([
      [live, 'revoked'],
      [over, 'signed-out'],
    ]),
  );
  expect(await connection.database.pendingEvent.count()).toBe(0);
  const pending = await connection.database.auditPending.findMany({ orderBy: { id: 'asc' } });
  const by = { actor: { kind: 'operator', name: 'roman' }, outcome: 'done' };
  expect(pending.map(({ entry }) => JSON.parse(entry))).toMatchObject([
    { ...by, act: 'sessions-revoked', on: { kind: 'session', id: live }, reason: 'restored' },
    { ...by, act: 'database-restored', on: { kind: 'configuration', id: 'database' } },
  ]);
  expect((await run('gateway')).lines[0]).toBe('0 sessions ended: everybody signs in again.');
});

/** @claim privacy Whoever was erased after the point of a backup is erased again when it is restored, in both zones. */
it('erases again whoever the bot’s log says was erased, and nobody else', async () => {
  const { database } = connection;
  const botId = randomUUID();
  await openSession(null);
  await database.auditSubject.create({ data: { id: botId, log: 'bot', names: 'employee:e-1' } });
  const file = join(await mkdtemp(join(tmpdir(), 'desk-erased-')), 'erased.txt');
  // The second has been forgotten before: nothing here names anybody by it.
  await writeFile(file, `${botId}\n${randomUUID()}\n`);
  const { lines } = await run('gateway', '--operator', 'roman', '--erased', file);
  expect(lines.slice(-2)).toEqual(['1 people erased again.', 'The gateway can start.']);
  expect(await database.session.count({ where: { employeeId: 'e-1' } })).toBe(0);
  expect(await database.auditSubject.count({ where: { names: 'employee:e-1' } })).toBe(0);
  const log = await readAudit(database);
  expect(log.filter(({ act }) => act === 'person-erased')).toMatchObject([{ actor: 'operator:roman' }]);

  const wrong = join(dirname(file), 'wrong.txt');
  await writeFile(wrong, 'e-1\n');
  for (const named of [wrong, `${wrong}.gone`]) {
    expect((await run('gateway', '--erased', named)).failures).toEqual([
      '--erased is a file with one id a line, as `desk restore erased` writes it.',
    ]);
  }
});

it('is refused while a gateway is at work', async () => {
  const presence = await announceProcess(databaseUrl);
  const live = await openSession(null);
  expect((await run('gateway')).failures).toEqual(['A gateway is at work on this database. Stop every one first.']);
  await presence.close();
  expect(await connection.database.session.findUnique({ where: { id: live } })).toMatchObject({ endReason: null });
});

it('writes what the bot has shipped, from a number on, as it was shipped', async () => {
  let hash: Uint8Array = chainStart;
  const entries = [1, 2, 3].map((number) => {
    const actor = { kind: 'service' } as const;
    const bytes = canonicalBytes({ act: 'signed-in', actor, on: null, outcome: 'done', reason: null, at }, number);
    hash = chainHash(hash, bytes);
    return { number, bytes: Buffer.from(bytes).toString('base64'), hash: Buffer.from(hash).toString('hex') };
  });
  await createShippedAudit(connection.database).append(entries, at);
  const { lines } = await run('audit', '--after', '1');
  expect(lines.map((line) => JSON.parse(line))).toEqual(entries.slice(1));
  expect((await run('audit', '--after', 'x')).failures).toEqual(['--after is the number of an entry, or 0.']);
});
