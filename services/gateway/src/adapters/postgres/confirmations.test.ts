import { createKeyRing } from '@desk/crypto';
import { type AuditEntry, replaceCode, startConfirmation, startSession, tryCode } from '@desk/domain';
import { testDatabase } from '@desk/testing/vitest';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { aUuid, testStart as now } from '../../../test/fakes/system.ts';
import { createPhones } from '../keys/phones.ts';
import { createBindingStore } from './binding-store.ts';
import { createConfirmations } from './confirmations.ts';
import { connectDatabase, type Database, type DatabaseConnection } from './connect-database.ts';
import { countSealed } from './count-sealed.ts';
import { createPersonRecords } from './people/person-records.ts';
import { createRestoredGateway } from './restored-gateway.ts';
import { createSessionRoll } from './session-roll.ts';
import { createSessionStore } from './session-store.ts';

let connection: DatabaseConnection;
beforeAll(async () => {
  connection = connectDatabase((await testDatabase('gateway')).url);
});
afterAll(() => connection.close());

const sealedPhone = 'c2VhbGVk';
const limits = { idleLimitMs: 1_800_000, absoluteLimitMs: 43_200_000 };
const entry = (employeeId: string): AuditEntry => {
  const actor = { kind: 'person', id: employeeId } as const;
  return { act: 'signed-in', actor, on: null, outcome: 'done', reason: null, at: now };
};

/** Somebody who came in by a code. */
async function confirm(number: number): Promise<string> {
  const employeeId = `e-${number}`;
  const confirmations = createConfirmations(connection.database);
  const person = { id: aUuid(number), employeeId, telegramUserId: number };
  const waiting = replaceCode(startConfirmation(person, now), 'a-hash', now);
  await confirmations.save({ confirmation: waiting, sealedPhone, expected: 0 }, []);
  const right = tryCode(waiting, true, now);
  if (right.kind !== 'right') throw new Error('It was right.');
  const session = startSession({ id: aUuid(100 + number), personId: employeeId, now }, limits);
  const described = { displayName: 'Person', position: '', department: '', role: 'employee', teams: [] } as const;
  const opened = { ...person, session, sealedPhone, person: { employeeId, ...described, trackerAccount: null } };
  const opening = { signedIn: entry(employeeId), bound: entry(employeeId) };
  const change = { confirmation: right.confirmation, sealedPhone, expected: 1 };
  await createSessionStore(connection.database).open(opened, opening, { change, audit: entry(employeeId) });
  return employeeId;
}

/** @claim border Whoever's sessions an operator revokes needs a new confirmation to come back: neither an old one nor one that waits opens anything. */
it('are void for those whose sessions are revoked, and for nobody else', async () => {
  const [one, other] = [await confirm(1), await confirm(2)];
  const sessions = createSessionStore(connection.database);
  const confirmations = createConfirmations(connection.database);
  const revoke = createSessionRoll(connection.database).revoke;
  await revoke({ kind: 'employee', employeeId: one }, { at: now, rowsMax: 10, audit: entry });
  expect(await sessions.findBinding(one, 1)).toEqual({ kind: 'bound', confirmedAt: null });
  expect(await confirmations.find(aUuid(1))).toBeNull();
  expect(await sessions.findBinding(other, 2)).toEqual({ kind: 'bound', confirmedAt: now });
  expect(await confirmations.find(aUuid(2))).not.toBeNull();

  await revoke({ kind: 'everybody' }, { at: now, rowsMax: 10, audit: entry });
  expect(await sessions.findBinding(other, 2)).toEqual({ kind: 'bound', confirmedAt: null });
  expect(await confirmations.find(aUuid(2))).toBeNull();
});

const waitMsMax = 10_000;

/** A sign-in that has spent its confirmation, and comes to its binding when it is told to. */
async function signInSlowly(employeeId: string) {
  const [spent, going] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const done = connection.database.$transaction(
    async (transaction) => {
      await transaction.confirmation.updateMany({ where: { employeeId }, data: { version: { increment: 1 } } });
      spent.resolve();
      await going.promise;
      await transaction.binding.update({ where: { employeeId }, data: { confirmedAt: new Date(now) } });
    },
    { timeout: waitMsMax },
  );
  await Promise.race([spent.promise, done]);
  return { goOn: going.resolve, done };
}

async function countWaiting(): Promise<number> {
  const rows = await connection.database.$queryRaw<unknown[]>`select pid from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`;
  return rows.length;
}

const by = { kind: 'operator', name: 'roman' } as const;
const takenBack: [string, (database: Database, employeeId: string) => Promise<unknown>][] = [
  [
    'revoking sessions',
    (database, employeeId) =>
      createSessionRoll(database).revoke({ kind: 'employee', employeeId }, { at: now, rowsMax: 10, audit: entry }),
  ],
  [
    'releasing a binding',
    (database, employeeId) => createBindingStore(database).release(employeeId, { at: now, audit: entry(employeeId) }),
  ],
  [
    'linking another account',
    (database, employeeId) =>
      createBindingStore(database).link(
        { employeeId, telegramUserId: 99, boundAt: now, boundBy: 'operator' },
        { at: now, audit: entry(employeeId) },
      ),
  ],
  ['erasing', (database, employeeId) => createPersonRecords(database).erase({ employeeId, by, at: now })],
  [
    'starting anew after a restore',
    (database) => createRestoredGateway(database).endSessions({ operator: 'roman', at: now }, 10),
  ],
];

it.each(takenBack.map(([what, take], index) => ({ what, take, number: 10 + index })))(
  '$what and a sign-in of the same person wait one for the other, and not in a circle',
  async ({ take, number }) => {
    const employeeId = await confirm(number);
    const signIn = await signInSlowly(employeeId);
    const taken = take(connection.database, employeeId);
    await expect.poll(countWaiting, { timeout: waitMsMax }).toBe(1);
    signIn.goOn();
    await Promise.all([signIn.done, taken]);
    expect(await connection.database.confirmation.count({ where: { employeeId } })).toBe(0);
  },
);

it('count for the key that seals their phones, as sessions do', async () => {
  const { database } = connection;
  await database.session.deleteMany();
  await database.confirmation.deleteMany();
  const phones = createPhones({ ring: createKeyRing('k7'), normalise: (text) => text });
  const employeeId = await confirm(30);
  const sealed = phones.seal('+380500000001', employeeId);
  await database.session.updateMany({ data: { sealedPhone: sealed } });
  expect(await countSealed(database)).toEqual([{ folder: 'phones', what: 'sessions', kid: 'k7', rows: 1 }]);
  await database.confirmation.updateMany({ data: { sealedPhone: sealed } });
  expect(await countSealed(database)).toEqual([
    { folder: 'phones', what: 'confirmations', kid: 'k7', rows: 1 },
    { folder: 'phones', what: 'sessions', kid: 'k7', rows: 1 },
  ]);
});
