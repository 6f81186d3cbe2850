import { describe, expect, it } from 'vitest';
import { aNewTicket } from '../../test/builders/new-ticket.ts';
import { asCaller, employee, everybody, second, specialist } from '../../test/builders/people.ts';
import { anOrder } from '../../test/builders/words.ts';
import type { Death } from '../../test/fakes/fuse.ts';
import { createFakePorts, testLimits } from '../../test/fakes/gateway.ts';
import { surviveOneDeath, type Work } from '../../test/fakes/survive-death.ts';
import { aUuid } from '../../test/fakes/system.ts';
import { wireUseCases } from '../wire-use-cases.ts';

const callsMax = 60;
const deaths: readonly Death['when'][] = ['before-the-call', 'after-the-call'];

describe.each(deaths)('killed %s', (when) => {
  it.each([0, 45_000])(
    'at every step of filing: one ticket, each file once (search behind by %d ms)',
    async (searchLagMs) => {
      let survived = 0;
      for (let atCall = 1; atCall <= callsMax; atCall += 1) {
        const ports = createFakePorts(everybody, { searchLagMs });
        const files = [1, 2].map((number) => {
          const name = `file-${number}.txt`;
          const put = ports.uploads.put({ id: aUuid(number), employeeId: 'e-1', name, content: name });
          return { uploadId: put.id, name, bytes: put.bytes, sha256: put.sha256 };
        });
        const filing = { caller: asCaller(employee), body: aNewTicket({ files }), bodyDigest: 'digest' };
        const work: Work = ({ contract }) => contract.fileTicket(filing);
        if (!(await surviveOneDeath({ ports, subject: 'reference', finalKind: 'filed', work }, { atCall, when })))
          break;
        survived += 1;

        const tickets = ports.tracker.tickets();
        expect(tickets.map(({ text }) => text.files.map(({ name }) => name))).toEqual([['file-1.txt', 'file-2.txt']]);
        expect(ports.audit.acts().filter((act) => act === 'ticket-filed done')).toHaveLength(1);
      }
      expect(survived).toBeGreaterThan(12);
      expect(survived).toBeLessThan(callsMax);
    },
  );

  it('at every step of assigning: the one meant has it, and the desk may still move it', async () => {
    let survived = 0;
    for (let atCall = 1; atCall <= callsMax; atCall += 1) {
      const ports = createFakePorts(everybody);
      const created = await ports.writer.create({
        ...aNewTicket(),
        onBehalfOf: null,
        employee: { displayName: 'Employee 1', department: 'Sales' },
      });
      const number = created.kind === 'created' ? created.ticket.number : '';
      const caller = { kind: 'service' } as const;
      const order = { ...anOrder(caller, number), assignee: specialist.employeeId, expected: null };
      const work: Work = ({ contract }, run) => contract.assignTicket({ ...order, ...run });
      if (!(await surviveOneDeath({ ports, subject: number, finalKind: 'assigned', work }, { atCall, when }))) break;
      survived += 1;

      expect(ports.tracker.tickets()).toMatchObject([{ assignee: 'account-3' }]);
      expect(ports.audit.acts()).toEqual(['ticket-assigned done to-e-3']);
      const { contract } = wireUseCases(ports, testLimits);
      const next = { ...order, assignee: second.employeeId, expected: specialist.employeeId };
      expect(await contract.assignTicket(next)).toMatchObject({ kind: 'assigned', ticket: { assignee: 'e-4' } });
    }
    expect(survived).toBeGreaterThan(5);
    expect(survived).toBeLessThan(callsMax);
  });
});
