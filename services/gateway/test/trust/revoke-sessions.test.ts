import { startSession } from '@desk/domain';
import { testDatabase } from '@desk/testing/vitest';
import { Command } from 'commander';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { connectDatabase } from '../../src/adapters/postgres/connect-database.ts';
import { createPendingEvents } from '../../src/adapters/postgres/pending-events.ts';
import { createSessionStore } from '../../src/adapters/postgres/session-store.ts';
import { openSessionsOf } from '../../src/compose/compose-sessions.ts';
import { addSessionCommands } from '../../src/edge/cli/session-commands.ts';
import { aUuid } from '../fakes/system.ts';
import { readAudit } from '../read-audit.ts';

const limits = { idleLimitMs: 1_800_000, absoluteLimitMs: 43_200_000 };
const now = Date.now();

let url: string;
let connection: ReturnType<typeof connectDatabase>;
beforeAll(async () => {
  url = (await testDatabase('gateway')).url;
  connection = connectDatabase(url);
});
afterAll(() => connection.close());
beforeEach(async () => {
  await connection.database.$executeRaw`truncate sessions, bindings, audit_log, audit_pending, pending_events`;
  for (const [id, employeeId, telegramUserId] of [
    [1, 'e-1', 11],
    [2, 'e-1', 11],
    [3, 'e-2', 12],
  ] as const) {
    await openOne(id, employeeId, telegramUserId, now);
  }
});

async function openOne(id: number, employeeId: string, telegramUserId: number, at: number): Promise<void> {
  const { database } = connection;
  const session = startSession({ id: aUuid(id), personId: employeeId, now: at }, limits);
  await database.session.create({
    data: {
      ...{ id: session.id, employeeId, telegramUserId: BigInt(telegramUserId), startedAt: new Date(at) },
      ...{ renewedAt: new Date(at), endsAt: new Date(session.endsAt), sealedPhone: 'c2VhbGVk' },
      ...{ displayName: 'Employee', position: 'Engineer', department: 'Sales', role: 'employee', teams: [] },
    },
  });
}

async function run(...words: string[]): Promise<readonly string[]> {
  const said: string[] = [];
  const program = new Command().exitOverride();
  const output = { line: (text: string) => said.push(text), fail: (text: string) => said.push(`! ${text}`) };
  addSessionCommands(program, () => openSessionsOf({ databaseUrl: url }), output);
  await program.parseAsync(['sessions', ...words], { from: 'user' });
  return said;
}

const stateOf = async (id: number) =>
  (await createSessionStore(connection.database).find(aUuid(id)))?.session.endReason;
const announced = async () =>
  (await createPendingEvents(connection.database).listOldestOfEachKind(9)).flatMap((event) =>
    event.kind === 'session-revoked' ? [event.sessionId] : [],
  );

describe('desk sessions', () => {
  it('list shows who is signed in, and nobody whose time is over', async () => {
    await openOne(4, 'e-3', 13, now - 2 * limits.idleLimitMs);
    const said = await run('list');
    expect(said).toHaveLength(4);
    expect(said[0]).toMatch(/^e-1 {2}telegram 11 {2}employee {2}\d{4}-\d\d-\d\dT/);
    expect(said.at(-1)).toBe('3 sessions');
  });

  /**
   * @claim border An operator ends the sessions of a person, of a Telegram account or of everybody at once; the bot is
   * told in the same step, and the audit log says who asked for it.
   */
  it.each([
    ['of a person', ['e-1'], ['revoked', 'revoked', null], ['e-1']],
    ['of a Telegram account', ['--telegram', '12'], [null, null, 'revoked'], ['e-2']],
    ['of everybody', ['--all'], ['revoked', 'revoked', 'revoked'], ['e-1', 'e-2']],
  ])('revoke ends those %s at once, tells the bot and is audited', async (_, words, states, people) => {
    const said = await run('revoke', ...words, '--operator', 'olena');
    expect(said.slice(0, people.length)).toEqual(people.map((person) => `Revoked: ${person}`));
    const after = await Promise.all([1, 2, 3].map(stateOf));
    expect(after).toEqual(states);
    expect(await announced()).toHaveLength(after.filter((state) => state === 'revoked').length);
    const entries = await readAudit(connection.database);
    expect(entries.map(({ act, on, reason }) => ({ act, on, reason }))).toMatchObject(
      people.map(() => ({ act: 'sessions-revoked', reason: 'operator' })),
    );
    expect(await run('revoke', ...words)).toEqual(['Nobody of these is signed in.']);
  });

  it.each([[[]], [['e-1', '--all']], [['--telegram', 'olena']]])('revoke wants to know whose: %j', async (words) => {
    expect(await run('revoke', ...words)).toEqual([expect.stringMatching(/^! Name one of/)]);
    expect(await announced()).toEqual([]);
  });
});
