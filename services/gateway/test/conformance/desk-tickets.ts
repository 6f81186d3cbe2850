import type { AuditEntry } from '@desk/domain';
import { beforeEach, describe, expect, it } from 'vitest';
import type { DeskTickets, FilingGrants, FilingStep } from '../../src/ports/desk-tickets.ts';
import type { GivenAssignments } from '../../src/ports/given-assignments.ts';
import type { TrackerAccountBook } from '../../src/ports/tracker-accounts.ts';
import { aUuid, testStart } from '../fakes/system.ts';

export interface DeskTicketsUnderTest {
  readonly tickets: DeskTickets;
  readonly grants: FilingGrants;
  readonly given: GivenAssignments;
  readonly accounts: TrackerAccountBook;
  acts(): Promise<readonly string[]>;
}

const reference = aUuid(1);
const requester = { employeeId: 'e-1', displayName: 'Employee 1', department: 'Sales', trackerAccount: 'account-1' };
const intent = { reference, requester, bodyDigest: 'digest', uploadIds: [aUuid(11), aUuid(12)], at: testStart };

function entry(act: AuditEntry['act']): AuditEntry {
  const on = { kind: 'ticket', id: reference } as const;
  return { act, actor: { kind: 'service' }, on, outcome: 'done', reason: null, at: testStart };
}

/** What every store of filings, grants, given assignments and accounts keeps to. A fresh one for each test. */
export function describeDeskTickets(name: string, open: () => Promise<DeskTicketsUnderTest>): void {
  describe(`ticket stores: ${name}`, () => {
    let under: DeskTicketsUnderTest;
    beforeEach(async () => {
      under = await open();
    });

    it('begin a filing once', async () => {
      const files = [aUuid(11), aUuid(12)].map((uploadId) => ({ uploadId, state: 'waiting' }));
      const begun = await under.tickets.begin(intent);
      expect(begun).toMatchObject({ kind: 'begun', ticket: { reference, requester, step: { kind: 'intended' } } });
      expect(
        begun.kind === 'begun' && begun.ticket.files.toSorted((a, b) => (a.uploadId < b.uploadId ? -1 : 1)),
      ).toEqual(files);
      expect(await under.tickets.begin(intent)).toEqual(begun);
    });

    it('replace a body only while the tracker has not been asked', async () => {
      await under.tickets.begin(intent);
      const another = { ...intent, bodyDigest: 'another', uploadIds: [aUuid(13)] };
      expect(await under.tickets.begin(another)).toMatchObject({
        ticket: { bodyDigest: 'another', files: [{ uploadId: aUuid(13), state: 'waiting' }] },
      });
      await under.tickets.saveStep(reference, { kind: 'creating', attemptedAt: testStart, lookups: 0 });
      expect(await under.tickets.begin(intent)).toEqual({ kind: 'another-body' });
      const stranger = { ...another, requester: { ...requester, employeeId: 'e-2' } };
      expect(await under.tickets.begin(stranger)).toEqual({ kind: 'another-person' });
    });

    it.each<FilingStep>([
      { kind: 'intended' },
      { kind: 'creating', attemptedAt: testStart + 5, lookups: 3 },
      { kind: 'created', number: 'SD-1' },
    ])('keep the step $kind', async (step) => {
      await under.tickets.begin(intent);
      await under.tickets.saveStep(reference, step);
      expect((await under.tickets.find(reference))?.step).toEqual(step);
    });

    it('keep what became of each file', async () => {
      await under.tickets.begin(intent);
      await under.tickets.saveFile(reference, { uploadId: aUuid(12), state: 'sending' });
      const files = (await under.tickets.find(reference))?.files ?? [];
      expect(new Map(files.map(({ uploadId, state }) => [uploadId, state]))).toEqual(
        new Map([
          [aUuid(11), 'waiting'],
          [aUuid(12), 'sending'],
        ]),
      );
    });

    it('finish once, forget the name, and keep whose it is', async () => {
      await under.tickets.begin(intent);
      const filed = { number: 'SD-7', at: testStart, audit: [entry('ticket-filed')] };
      const finish = () => under.tickets.finish(reference, filed);
      await Promise.all([finish(), finish(), finish()]);
      await finish();
      expect(await under.tickets.find(reference)).toMatchObject({
        step: { kind: 'filed', number: 'SD-7' },
        requester: { employeeId: 'e-1', displayName: '', department: '', trackerAccount: null },
      });
      expect(await under.tickets.findRequester('SD-7')).toBe('e-1');
      expect(await under.tickets.findRequester('SD-8')).toBeNull();
      expect(await under.acts()).toEqual(['ticket-filed']);
    });

    it('issue one grant per ticket', async () => {
      await under.tickets.begin(intent);
      const grant = { id: aUuid(21), reference, employeeId: 'e-1', bodyDigest: 'digest', expiresAt: testStart + 1 };
      expect(await under.grants.issue(grant, entry('ticket-accepted'))).toEqual(grant);
      expect(await under.grants.issue({ ...grant, id: aUuid(22) }, entry('ticket-accepted'))).toEqual(grant);
      expect(await under.grants.find(grant.id)).toEqual(grant);
      expect(await under.grants.find(aUuid(22))).toBeNull();
      expect(await under.acts()).toEqual(['ticket-accepted']);
    });

    it('know what the desk gave to whom, confirmed once, the last one alone', async () => {
      const to = (employeeId: string) =>
        ({
          number: 'SD-1',
          employeeId,
          account: `account of ${employeeId}`,
          statusThen: 'new',
          at: testStart,
        }) as const;
      await under.given.save(to('e-3'));
      await under.given.confirm('SD-1', 'e-3', entry('ticket-assigned'));
      await under.given.save(to('e-4'));
      expect(await under.given.find('SD-1', 'e-3')).toMatchObject(to('e-3'));
      await under.given.confirm('SD-1', 'e-4', entry('ticket-assigned'));
      await under.given.confirm('SD-1', 'e-4', entry('ticket-assigned'));
      expect([await under.given.find('SD-1', 'e-3'), await under.given.find('SD-1', 'e-4')]).toMatchObject([
        null,
        to('e-4'),
      ]);
      expect(await under.acts()).toEqual(['ticket-assigned', 'ticket-assigned']);
      await under.given.save(to('e-5'));
      await under.given.remove('SD-1', 'e-5');
      expect([await under.given.find('SD-1', 'e-5'), await under.given.find('SD-1', 'e-4')]).toMatchObject([
        null,
        to('e-4'),
      ]);
      await under.given.removeAll('SD-1');
      expect(await under.given.find('SD-1', 'e-4')).toBeNull();
    });

    it('remember accounts and their absence; an account passes to whoever was found last', async () => {
      await under.accounts.save('e-1', null, testStart);
      await under.accounts.save('e-2', 'account', testStart);
      expect(await under.accounts.find('e-1')).toEqual({ account: null, lookedUpAt: testStart });
      expect(await under.accounts.findEmployee('account')).toBe('e-2');
      await under.accounts.save('e-1', 'account', testStart + 1);
      expect(await under.accounts.find('e-1')).toEqual({ account: 'account', lookedUpAt: testStart + 1 });
      expect(await under.accounts.findEmployee('account')).toBe('e-1');
      expect(await under.accounts.find('e-2')).toBeNull();
      expect(await under.accounts.findEmployee('nobody')).toBeNull();
    });
  });
}
