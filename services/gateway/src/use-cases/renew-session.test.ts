import { describe, expect, it } from 'vitest';
import { employee, everybody } from '../../test/builders/people.ts';
import { createFakePorts, testLimits } from '../../test/fakes/gateway.ts';
import { wireUseCases } from '../wire-use-cases.ts';

const minuteMs = 60_000;

async function start() {
  const ports = createFakePorts(everybody);
  const { contract, authentication } = wireUseCases(ports, testLimits);
  const opened = await contract.openSession({ telegramUserId: 11, phone: employee.phones[0] ?? '' });
  if (opened.kind !== 'opened') throw new Error('The employee was not let in.');
  return { ...ports, ...contract, authenticate: authentication.session, session: opened.answer.session };
}

const strict = { expiredToo: false };

describe('a session', () => {
  it('speaks for its person while its token lives', async () => {
    const { authenticate, session, clock } = await start();
    expect(await authenticate(session.token, strict)).toMatchObject({ kind: 'person', profile: { employeeId: 'e-1' } });
    clock.advance(10 * minuteMs);
    expect(await authenticate(session.token, strict)).toMatchObject({ code: 'session-ended' });
  });

  it('is renewed by a token past its time, and ends later', async () => {
    const { authenticate, renewSession, session, clock } = await start();
    clock.advance(20 * minuteMs);
    expect(await authenticate(session.token, { expiredToo: true })).toMatchObject({ kind: 'person' });
    const renewed = await renewSession(session.id);
    expect(renewed).toMatchObject({ kind: 'renewed', answer: { session: { endsAt: clock.now() + 30 * minuteMs } } });
  });

  it.each([
    ['idle for 30 min', 30, 1],
    ['open for 12 h', 29, 25],
  ])('is over once %s', async (_, stepMinutes, steps) => {
    const { authenticate, renewSession, session, clock } = await start();
    for (let step = 0; step < steps - 1; step += 1) {
      clock.advance(stepMinutes * minuteMs);
      if ((await renewSession(session.id)).kind === 'refused') break;
    }
    clock.advance(stepMinutes * minuteMs);
    expect(await renewSession(session.id)).toMatchObject({ code: 'session-ended' });
    expect(await authenticate(session.token, { expiredToo: true })).toMatchObject({ code: 'session-ended' });
  });

  it('takes up what the directory says now', async () => {
    const { renewSession, session, directory } = await start();
    directory.change('e-1', { role: 'specialist', teams: ['network'] });
    expect(await renewSession(session.id)).toMatchObject({
      answer: { person: { role: 'specialist', teams: ['network'] } },
    });
  });

  /**
   * @claim border A session of somebody who was dismissed ends at its next renewal, within ten minutes. (ASVS 7.4.2,
   * 8.3.2)
   */
  it('of somebody whose account was disabled this moment is revoked, whatever the list still says', async () => {
    const { renewSession, session, directory, audit } = await start();
    directory.disableAtOnce('e-1');
    expect(await renewSession(session.id)).toMatchObject({ code: 'session-ended' });
    expect(audit.entries.at(-1)).toMatchObject({ act: 'sessions-revoked', reason: 'not-employed' });
  });

  it.each<[string, boolean]>([
    ['has left', false],
    ['is no longer listed', true],
  ])('of somebody who %s is revoked and announced', async (_, unlisted) => {
    const { renewSession, session, directory, announced, audit } = await start();
    if (unlisted) directory.employ([]);
    else directory.change('e-1', { active: false });
    expect(await renewSession(session.id)).toMatchObject({ code: 'session-ended' });
    expect(announced).toEqual([session.id]);
    expect(audit.acts().at(-1)).toBe('sessions-revoked done not-employed');
  });

  /** @claim border No session is renewed while nobody can say whether its person still works there. (ASVS 16.5.3) */
  it('is not renewed blindly when the directory is down', async () => {
    const { renewSession, session, directory } = await start();
    directory.setAway(true);
    expect(await renewSession(session.id)).toMatchObject({ code: 'directory-down' });
  });

  it('ends once when signed out, however often', async () => {
    const { endSession, authenticate, session, audit } = await start();
    await endSession(session.id);
    await endSession(session.id);
    expect(audit.acts().filter((act) => act.startsWith('signed-out'))).toHaveLength(1);
    expect(await authenticate(session.token, strict)).toMatchObject({ code: 'session-ended' });
  });

  it('that nobody opened ends without a trace', async () => {
    const { endSession, audit } = await start();
    const before = audit.entries.length;
    expect(await endSession('00000000-0000-4000-8000-00000000dead')).toEqual({ kind: 'ended' });
    expect(audit.entries).toHaveLength(before);
  });

  it.each([undefined, '', 'no token', '{"sessionId":"x","employeeId":"e-1","expiresAt":9999999999999}'])(
    'is not behind %s',
    async (token) => {
      const { authenticate } = await start();
      expect(await authenticate(token, strict)).toMatchObject({ code: 'session-ended' });
    },
  );
});
