import { describe, expect, it } from 'vitest';
import { employee, everybody } from '../../test/builders/people.ts';
import { createFakePorts, testLimits } from '../../test/fakes/gateway.ts';
import { wireUseCases } from '../wire-use-cases.ts';

function start() {
  const ports = createFakePorts(everybody);
  return { ...ports, ...wireUseCases(ports, testLimits).contract };
}

describe('the tracker', () => {
  it('is asked every 10 s at most whether it answers, and each change is audited', async () => {
    const { readService, tracker, clock, audit } = start();
    expect(await readService()).toMatchObject({ tracker: 'up', trackerName: 'Jira', now: clock.now() });
    tracker.setDown(null);
    expect(await readService()).toMatchObject({ tracker: 'up' });
    clock.advance(10_000);
    expect(await readService()).toMatchObject({ tracker: 'down' });
    clock.advance(10_000);
    expect(await readService()).toMatchObject({ tracker: 'down' });
    tracker.setUp();
    clock.advance(10_000);
    expect(await readService()).toMatchObject({ tracker: 'up' });
    expect(audit.acts()).toEqual(['integration-failed failed tracker-down', 'integration-failed done tracker-up']);
  });

  it('is known to be down from any answer it gave', async () => {
    const { readService, listChanges, tracker } = start();
    tracker.setDown(null);
    await listChanges(undefined);
    tracker.setUp();
    expect(await readService()).toMatchObject({ tracker: 'down' });
  });
});

it('of the directory each change is audited, not each call', async () => {
  const { openSession, directory, audit } = start();
  const attempt = { telegramUserId: 11, phone: employee.phones[0] ?? '' };
  directory.setAway(true);
  for (let count = 0; count < 3; count += 1) await openSession(attempt);
  expect(audit.acts()).toEqual(['integration-failed failed directory-down']);
  directory.setAway(false);
  await openSession(attempt);
  expect(audit.acts()[1]).toBe('integration-failed done directory-up');
});
