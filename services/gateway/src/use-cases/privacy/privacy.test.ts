import { OwnData } from '@desk/contract';
import { auditEvents } from '@desk/domain';
import { expect, it } from 'vitest';
import { employee } from '../../../test/builders/people.ts';
import { createFakeAuditLog } from '../../../test/fakes/audit-log.ts';
import { createFakePersonRecords } from '../../../test/fakes/person-records.ts';
import { createSteeredClock } from '../../../test/fakes/system.ts';
import { erasePerson } from './erase-person.ts';
import { readOwnData } from './read-own-data.ts';

const clock = createSteeredClock();
const profile = { ...employee, permissions: [], trackerProfileUrl: null };
const own = '11111111-1111-4111-8111-111111111111';
const other = '22222222-2222-4222-8222-222222222222';
const signIn = '33333333-3333-4333-8333-333333333333';
const entry = { log: 'bot', number: 1, at: 1, act: 'ticket-read', outcome: 'done', reason: null } as const;

it('masks the phone, and names nobody but whoever asks', async () => {
  const records = createFakePersonRecords({
    sealedPhone: 'sealed',
    subjects: [own],
    audit: [
      { ...entry, actor: `person:${own}`, on: `person:${other}`, reason: `to-${other}` },
      { ...entry, actor: `person:${other}`, on: `person:${own}`, reason: `added-${own}` },
      { ...entry, actor: `person:${other}`, on: `person:${own}`, reason: `sign-in-${signIn}` },
      { ...entry, actor: 'operator:roman', on: 'ticket:SD-1' },
      { ...entry, actor: 'service', on: null },
    ],
  });
  const audit = createFakeAuditLog();
  const read = readOwnData({ records, phones: { open: () => '+380500000001' }, audit, clock });
  const held = await read({ profile, trackerAccount: null });
  expect(held.person.phone).toBe('+380•••••••01');
  expect(held.audit.map(({ by, on, reason }) => [by, on, reason])).toEqual([
    ['you', 'another-person', 'another-person'],
    ['another-person', 'you', 'you'],
    ['another-person', 'you', `sign-in-${signIn}`],
    ['operator', 'ticket:SD-1', null],
    ['service', null, null],
  ]);
  expect(JSON.stringify(held)).not.toContain(other);
  expect(audit.acts()).toEqual(['data-exported done self']);
});

it('has room for every event there is', () => {
  const { act } = OwnData.shape.audit.element.shape;
  expect(Object.keys(auditEvents).filter((event) => !act.safeParse(event).success)).toEqual([]);
});

it('erases whoever asks, and nobody while a ticket of theirs is on its way to the tracker', async () => {
  const records = createFakePersonRecords();
  const erase = erasePerson({ records, clock });
  records.setUnfiled(1);
  expect(await erase({ profile })).toMatchObject({ kind: 'refused', code: 'still-working' });
  expect(records.erased).toEqual([]);
  records.setUnfiled(0);
  expect(await erase({ profile })).toEqual({ kind: 'erased' });
  expect(records.erased).toEqual([{ employeeId: employee.employeeId, by: 'self', at: clock.now() }]);
});
