import { OwnData } from '@desk/contract';
import { expect, it } from 'vitest';
import { asCaller, employee } from '../../../test/builders/people.ts';
import { createFakeAuditLog } from '../../../test/fakes/audit-log.ts';
import { createFakePersonRecords } from '../../../test/fakes/person-records.ts';
import { createSteeredClock } from '../../../test/fakes/system.ts';
import { readOwnData } from '../../use-cases/privacy/read-own-data.ts';
import { privacyHandlers } from './privacy-handlers.ts';

const own = '11111111-1111-4111-8111-111111111111';
const entry = {
  log: 'bot',
  number: 1,
  at: 1,
  actor: `person:${own}`,
  on: null,
  outcome: 'done',
  reason: null,
} as const;

/** @claim privacy Nothing that a captured bot has written into the audit log keeps people from what is held of them. */
it('answers whatever the bot has shipped about somebody', async () => {
  const endless = `"${'ї'.repeat(5_000)}`;
  const records = createFakePersonRecords({
    subjects: [own],
    audit: [
      { ...entry, act: endless, on: endless, outcome: endless, reason: endless },
      { ...entry, act: 'ticket-read', on: 'ticket:SD-1' },
    ],
  });
  const read = readOwnData({
    ...{ records, audit: createFakeAuditLog(), clock: createSteeredClock() },
    phones: { open: () => null },
  });
  const handlers = privacyHandlers({ readOwnData: read, erasePerson: async () => ({ kind: 'erased' }) });
  const call = { params: undefined, query: undefined, body: undefined, digest: '', resumed: false, fileName: '' };
  const outcome = await handlers.readOwnData.handle({ ...call, caller: asCaller(employee) });
  if (outcome.kind !== 'answered') throw new Error('It was refused.');
  const [shipped, usual] = OwnData.parse(outcome.body).audit;
  expect(shipped).toMatchObject({ act: '?'.repeat(32), on: '?'.repeat(64), outcome: '?'.repeat(32) });
  expect(usual).toMatchObject({ act: 'ticket-read', by: 'you', on: 'ticket:SD-1', outcome: 'done', reason: null });
});
