import { expect, it } from 'vitest';
import { everybody } from '../../test/builders/people.ts';
import { createFakePorts, testLimits } from '../../test/fakes/gateway.ts';
import { wireUseCases } from '../wire-use-cases.ts';

function start() {
  const ports = createFakePorts(everybody);
  return { ...ports, ...wireUseCases(ports, testLimits).contract };
}

it('knows whether the tracker answers, asks it every 10 s at most, and audits each change', async () => {
  const { readService, tracker, clock, audit } = start();
  expect(await readService()).toEqual({ tracker: 'up', now: clock.now() });
  tracker.setDown(null);
  expect(await readService()).toMatchObject({ tracker: 'up' });
  clock.advance(10_000);
  expect(await readService()).toMatchObject({ tracker: 'down' });
  clock.advance(10_000);
  await readService();
  tracker.setUp();
  clock.advance(10_000);
  expect(await readService()).toMatchObject({ tracker: 'up' });
  expect(audit.acts()).toEqual(['integration-failed failed tracker-down', 'integration-failed done tracker-up']);
});
