import { expect, it } from 'vitest';
import { everybody } from '../../test/builders/people.ts';
import { createFakePorts, testLimits } from '../../test/fakes/gateway.ts';
import { wireUseCases } from '../wire-use-cases.ts';

function start() {
  const ports = createFakePorts(everybody);
  return { ...ports, ...wireUseCases(ports, testLimits).contract };
}

const entry = (number: number, hash = `hash-${number}`) => ({ number, bytes: 'AA==', hash });

it('acknowledges what follows, and what is known already', async () => {
  const { storeAuditSegment, audit } = start();
  expect(await storeAuditSegment([entry(1), entry(2)])).toEqual({ kind: 'acknowledged', number: 2 });
  expect(await storeAuditSegment([entry(2), entry(3)])).toEqual({ kind: 'acknowledged', number: 3 });
  expect(audit.entries).toHaveLength(0);
});

/** @claim audit The gateway takes the bot’s log without a gap, and notes one when it first shows. (ASVS 16.4.3) */
it('names the number it waits for, and notes once that what is before it is missing', async () => {
  const { storeAuditSegment, audit } = start();
  expect(await storeAuditSegment([entry(2)])).toEqual({ kind: 'refused', code: 'audit-gap', current: 1 });
  expect(await storeAuditSegment([entry(2)])).toMatchObject({ code: 'audit-gap' });
  expect(audit.acts()).toEqual(['audit-gap refused at-1']);
});

/** @claim audit A past of the bot’s log that was rewritten is refused, and noted. (ASVS 16.4.2, 16.4.3) */
it('refuses a rewritten past and notes once that it was tried', async () => {
  const { storeAuditSegment, audit } = start();
  await storeAuditSegment([entry(1)]);
  for (const _ of [1, 2]) {
    expect(await storeAuditSegment([entry(1, 'another')])).toMatchObject({ code: 'audit-rewritten', current: 1 });
  }
  expect(audit.acts()).toEqual(['audit-rewritten refused at-1']);
  await storeAuditSegment([entry(2)]);
  await storeAuditSegment([entry(1, 'another')]);
  expect(audit.acts()).toHaveLength(2);
});
