import { type AuditEntry, replaceCode, startConfirmation, startSession, tryCode } from '@desk/domain';
import { testDatabase } from '@desk/testing/vitest';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { aUuid, testStart as now } from '../../../test/fakes/system.ts';
import { createConfirmations } from './confirmations.ts';
import { connectDatabase, type DatabaseConnection } from './connect-database.ts';
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

/** Somebody who came in by a code, and somebody who still waits. */
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
