import { describe, expect, it } from 'vitest';
import { employee, everybody, specialist } from '../../test/builders/people.ts';
import { aDirectoryEntry } from '../../test/fakes/directory.ts';
import { createFakePorts, testLimits } from '../../test/fakes/gateway.ts';
import type { DirectoryEntry } from '../ports/directory.ts';
import { wireUseCases } from '../wire-use-cases.ts';

function start(people: readonly DirectoryEntry[] = everybody) {
  const ports = createFakePorts(people, { people: [{ account: 'found-by-mail', email: 'employee-7@example.test' }] });
  const { openSession } = wireUseCases(ports, testLimits).contract;
  const signIn = (telegramUserId: number, phone: string) => openSession({ telegramUserId, phone });
  return { ...ports, signIn };
}

const phoneOf = ({ phones }: DirectoryEntry) => phones[0] ?? '';

describe('letting in', () => {
  /** @claim privacy The phone is stored in the DMZ sealed under a key that only the gateway has. */
  it('answers with who the person is, a token, and a phone that only the gateway can open', async () => {
    const { signIn, clock } = start();
    const outcome = await signIn(11, phoneOf(specialist));
    expect(outcome).toMatchObject({
      kind: 'opened',
      answer: {
        session: { endsAt: clock.now() + testLimits.sessions.idleLimitMs, tokenExpiresAt: clock.now() + 600_000 },
        person: {
          employeeId: 'e-3',
          role: 'specialist',
          teams: ['network'],
          sealedPhone: 'sealed for e-3',
          trackerProfileUrl: 'https://tracker.example.test/people/account-3',
        },
      },
    });
    expect(JSON.stringify(outcome)).not.toContain(phoneOf(specialist));
  });

  it('binds the account at the first sign-in and audits both, then only the sign-in', async () => {
    const { signIn, audit } = start();
    await signIn(11, phoneOf(employee));
    await signIn(11, phoneOf(employee));
    expect(audit.acts()).toEqual(['binding-created done telegram-11', 'signed-in done', 'signed-in done']);
  });

  it('finds the tracker account by e-mail where the directory does not name it', async () => {
    const { signIn } = start([aDirectoryEntry(7)]);
    expect(await signIn(11, '+380500000007')).toMatchObject({
      answer: { person: { trackerProfileUrl: 'https://tracker.example.test/people/found-by-mail' } },
    });
  });

  it('does not wait for a tracker that is down', async () => {
    const { signIn, tracker } = start([aDirectoryEntry(7)]);
    tracker.setDown(null);
    expect(await signIn(11, '+380500000007')).toMatchObject({
      kind: 'opened',
      answer: { person: { trackerProfileUrl: null } },
    });
  });

  it('keeps the three newest sessions of a person', async () => {
    const { signIn, sessions, clock } = start();
    for (let count = 0; count < 5; count += 1) {
      await signIn(11, phoneOf(employee));
      clock.advance(1_000);
    }
    expect(await sessions.listOpen(employee.employeeId)).toHaveLength(3);
  });
});

/**
 * @claim border Unknown, ambiguous, dismissed, and bound otherwise: every refused sign-in is answered alike, and the
 * reason stays inside. (ASVS 6.3.8)
 */
describe('refusing', () => {
  const twins = [aDirectoryEntry(1), aDirectoryEntry(2, { phones: ['+380500000001'] })];
  const gone = [aDirectoryEntry(1, { active: false })];

  it.each<[string, readonly DirectoryEntry[], string, string]>([
    ['phone-invalid', everybody, '12345', 'an impossible number'],
    ['phone-unknown', everybody, '+380509999999', 'a number nobody has'],
    ['phone-ambiguous', twins, '+380500000001', 'a number two people have'],
    ['person-inactive', gone, '+380500000001', 'someone who left'],
  ])('gives one answer outside and %s inside, for %s', async (reason, people, phone) => {
    const { signIn, audit, signIns } = start(people);
    expect(await signIn(11, phone)).toEqual({ kind: 'refused', code: 'access-refused', referenceCode: 'C00001' });
    expect(audit.entries).toMatchObject([{ act: 'sign-in-refused', on: { kind: 'sign-in', id: 'C00001' }, reason }]);
    expect(await signIns.findRefusal('C00001')).toMatchObject({ reason, telegramUserId: 11 });
    expect(JSON.stringify(audit.entries)).not.toContain(phone);
  });

  it('refuses somebody whose account was disabled this moment, whatever the list still says', async () => {
    const { signIn, audit, directory } = start();
    directory.disableAtOnce(employee.employeeId);
    expect(await signIn(11, phoneOf(employee))).toMatchObject({ code: 'access-refused' });
    expect(audit.entries).toMatchObject([{ act: 'sign-in-refused', reason: 'person-inactive' }]);
  });

  it('tells a second account of a bound person from a bound account of a second person', async () => {
    const { signIn, audit } = start();
    await signIn(11, phoneOf(employee));
    expect(await signIn(12, phoneOf(employee))).toMatchObject({ code: 'access-refused' });
    expect(await signIn(11, phoneOf(specialist))).toMatchObject({ code: 'access-refused' });
    expect(audit.acts().slice(2)).toEqual([
      'sign-in-refused refused person-with-another-account',
      'sign-in-refused refused account-of-another-person',
    ]);
  });

  it('draws another code when one is taken', async () => {
    const ports = createFakePorts(everybody);
    const codes = ['TAKEN1', 'TAKEN1', 'FRESH1'];
    const ids = { ...ports.ids, referenceCode: () => codes.shift() ?? '' };
    const { openSession } = wireUseCases({ ...ports, ids }, testLimits).contract;
    const attempt = { telegramUserId: 11, phone: '+380509999999' };
    expect(await openSession(attempt)).toMatchObject({ referenceCode: 'TAKEN1' });
    expect(await openSession(attempt)).toMatchObject({ referenceCode: 'FRESH1' });
  });

  it('says so when the directory is down', async () => {
    const { signIn, directory } = start();
    directory.setAway(true);
    expect(await signIn(11, phoneOf(employee))).toMatchObject({ code: 'directory-down' });
  });
});

/**
 * @claim border Sign-ins are limited for a phone, for a person and in total, and meeting a limit is audited once. (ASVS
 * 6.3.1, 2.4.1)
 */
describe('limits', () => {
  it('stops a phone that is tried again and again, audited once', async () => {
    const { signIn, audit, clock } = start();
    for (let count = 0; count < 5; count += 1) await signIn(11, '+380509999999');
    const refused = await signIn(11, '+380509999999');
    expect(refused).toMatchObject({ code: 'too-many-attempts', retryAfterSeconds: expect.any(Number) });
    await signIn(11, '+380509999999');
    expect(audit.acts().filter((act) => act.startsWith('rate-limited'))).toEqual([
      'rate-limited refused sign-ins-phone',
    ]);
    clock.advance(3_600_000);
    expect(await signIn(11, '+380509999999')).toMatchObject({ code: 'access-refused' });
  });

  it('stops a person who is tried through several phones', async () => {
    const phones = Array.from({ length: 6 }, (_, index) => `+38050000001${index}`);
    const { signIn } = start([aDirectoryEntry(1, { phones })]);
    for (const phone of phones.slice(0, 5)) expect(await signIn(11, phone)).toMatchObject({ kind: 'opened' });
    expect(await signIn(11, phones[5] ?? '')).toMatchObject({ code: 'too-many-attempts' });
  });

  it('stops everyone together', async () => {
    const { signIn } = start();
    for (let count = 0; count < 50; count += 1) await signIn(11, '12345');
    expect(await signIn(11, phoneOf(employee))).toMatchObject({ code: 'too-many-attempts' });
  });
});
